import { Link } from '@/app/_components/link'
import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { getT } from '@/app/_lib/server'

/** What a member finds where something was taken away or never was, with the portal still around it. */
export default async function NotFoundInPortal() {
  const t = await getT()
  return (
    <>
      <title>{t('common:notFound.title')}</title>
      <PageHeader title={t('common:notFound.title')} />
      <EmptyState
        title={t('common:notFound.body')}
        action={
          <Link href={paths.home()}>
            <Button component="span">{t('common:notFound.home')}</Button>
          </Link>
        }
      />
    </>
  )
}
