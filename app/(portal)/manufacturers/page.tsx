import type { Metadata } from 'next'
import { LinkButton } from '@/app/_components/link-button'
import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Texts } from '@/app/_components/texts'
import { Directory } from '@/app/_features/orgs/directory'
import { paths } from '@/app/_lib/paths'
import { getActor, getT } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('orgs:directory.title') }
}

export default async function ManufacturersPage() {
  const t = await getT()
  if ((await getActor())?.member?.orgKind !== 'brand') {
    return (
      <>
        <PageHeader title={t('orgs:directory.title')} />
        <EmptyState
          title={t('orgs:directory.closed')}
          action={
            <LinkButton href={paths.settings.organization()} variant="default">
              {t('orgs:directory.closedAction')}
            </LinkButton>
          }
        >
          {t('orgs:directory.closedBody')}
        </EmptyState>
      </>
    )
  }
  return (
    <Texts of={['orgs']}>
      <PageHeader title={t('orgs:directory.title')} hint={t('orgs:directory.hint')} />
      <Directory />
    </Texts>
  )
}
