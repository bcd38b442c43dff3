'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { PackageView } from '@/server/domains/releases/queries/get-package'
import type { AskDialogProps } from './ask-dialog'
import { DownloadLog } from './download-log'
import { ItemList } from './item-list'
import { LinkPanel } from './link-panel'
import { PackageBadge } from './package-badge'
import { PackageFacts } from './package-facts'
import { PackageNotices } from './package-notices'
import classes from './package-page.module.css'
import { useRecipient } from './use-recipient'
import { VerifySteps } from './verify-steps'

const AskDialog = onFirstUse<AskDialogProps>(() => import('./ask-dialog').then((module) => module.AskDialog))
const WithdrawDialog = onFirstUse<Readonly<{ package: PackageView; opened: boolean; onClose: () => void }>>(() =>
  import('./withdraw-dialog').then((module) => module.WithdrawDialog),
)

/** One package: what it is, whether it may still be used, what is in it, and who took it. */
export function PackagePage({ packageId }: { packageId: string }) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery({
    ...trpc.releases.getPackage.queryOptions({ packageId }),
    refetchInterval: ({ state }) => (state.data?.state === 'making' ? 2_000 : false),
  })
  const recipient = useRecipient()
  const [withdrawing, setWithdrawing] = useState(false)
  const { number, state, stale, mayEdit } = data
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          <>
            <span className={classes.number}>{number}</span> {recipient(data.recipient)}
          </>
        }
        hint={<PackageBadge state={state} superseded={stale.length > 0} />}
        actions={
          <>
            <Download data={data} />
            {mayEdit && state === 'issued' && !data.onPortal && data.recipient.contact.includes('@') && (
              <MailLink data={data} />
            )}
            {mayEdit && state === 'issued' && (
              <Button variant="default" onClick={() => setWithdrawing(true)}>
                {t('package.withdraw')}
              </Button>
            )}
          </>
        }
      />
      <PackageNotices data={data} />
      <PackageFacts data={data} />
      {data.contentHash !== null && (
        <>
          <ItemList items={data.items} />
          <VerifySteps contentHash={data.contentHash} />
          {mayEdit && <LinkPanel data={data} />}
          <DownloadLog downloads={data.downloads} />
        </>
      )}
      {mayEdit && <WithdrawDialog package={data} opened={withdrawing} onClose={() => setWithdrawing(false)} />}
    </div>
  )
}

/** A current package at once; one that must not be used after a question. */
function Download({ data }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  const [asking, setAsking] = useState(false)
  const { state, stale, owner, id } = data
  const icon = <IconDownload size={16} aria-hidden />
  if (data.contentHash === null || (state === 'withdrawn' && !owner)) return null
  if (state === 'issued' && stale.length === 0)
    return (
      <Button component="a" href={paths.files.package(id)} download leftSection={icon}>
        {t('package.download')}
      </Button>
    )
  return (
    <>
      <Button variant="default" leftSection={icon} onClick={() => setAsking(true)}>
        {t('package.download')}
      </Button>
      <AskDialog
        href={paths.files.package(id)}
        number={data.number}
        withdrawn={state === 'withdrawn'}
        opened={asking}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

/** A mail to a recipient without an account, with what proves the file that is attached to it. */
function MailLink({ data: { number, product, contentHash, recipient } }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  const subject = encodeURIComponent(t('package.mailSubject', { number, product }))
  const body = encodeURIComponent(t('package.mailBody', { number, product, hash: contentHash ?? '' }))
  return (
    <Button
      component="a"
      variant="default"
      href={`mailto:${encodeURIComponent(recipient.contact.trim())}?subject=${subject}&body=${body}`}
    >
      {t('package.mail')}
    </Button>
  )
}
