import type { Metadata } from 'next'
import { EmptyState } from '@/app/_components/empty-state'
import { Texts } from '@/app/_components/texts'
import { SharedPackageView } from '@/app/_features/releases/shared-package'
import { getT, serverApi } from '@/app/_lib/server'
import { translator } from '@/locales/translator'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('releases:title'), referrer: 'no-referrer', robots: { index: false } }
}

/** What a link opens without an account. */
export default async function SharedPackagePage({ params }: Props) {
  const [t, { token }] = [await getT(), await params]
  const shared = token.length > 200 ? null : await (await serverApi()).releases.openLink({ token })
  if (!shared) return <EmptyState title={t('releases:share.unknownTitle')}>{t('releases:share.unknown')}</EmptyState>
  const key = shared.withdrawn ? 'releases:share.withdrawnTitle' : 'releases:share.supersededTitle'
  const warned = shared.withdrawn || shared.stale.length > 0
  const warning = warned ? [(await translator('en'))(key), (await translator('zh'))(key)] : []
  return (
    <Texts of={['releases', 'designFiles']}>
      <div data-wide>
        <SharedPackageView token={token} shared={shared} warning={warning} />
      </div>
    </Texts>
  )
}
