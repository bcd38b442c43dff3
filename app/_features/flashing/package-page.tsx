'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FlashPackageView } from '@/server/domains/flashing/queries/get-package'
import { isBlank } from '@/server/kernel/bilingual'
import { AcknowledgePanel } from './acknowledge-panel'
import { CommandPanel } from './command-panel'
import { PackageFacts } from './package-facts'
import classes from './package-page.module.css'
import { ResultPanel } from './result-panel'
import { SetAsidePanel } from './set-aside-panel'
import { StandingMark } from './standing-mark'
import type { WithdrawDialogProps } from './withdraw-dialog'

const WithdrawDialog = onFirstUse<WithdrawDialogProps>(() =>
  import('./withdraw-dialog').then((module) => module.WithdrawDialog),
)

/** One package: what is flashed and how, whether the hash was compared, and what came back. */
export function PackagePage({ packageId }: { packageId: string }) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  const { data: found } = useSuspenseQuery(useTRPC().flashing.getPackage.queryOptions({ packageId }))
  const [withdrawing, setWithdrawing] = useState(false)
  const { line, build, standing } = found
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          <>
            <span className={classes.number}>{found.number}</span> {format.text(line.name)} {build.version}
          </>
        }
        hint={<StandingMark standing={standing} />}
        actions={
          <>
            <Download found={found} />
            {found.mayWithdraw && (
              <Button variant="default" onClick={() => setWithdrawing(true)}>
                {t('package.withdraw')}
              </Button>
            )}
          </>
        }
      />
      {standing !== 'current' && (
        <Alert color="red" variant="light">
          {t('package.downloadOld')}
        </Alert>
      )}
      <AcknowledgePanel found={found} />
      <PackageFacts found={found} />
      {!isBlank(found.notes) && (
        <Panel title={t('package.notes')}>
          <p className={classes.notes}>{format.text(found.notes)}</p>
        </Panel>
      )}
      <CommandPanel plan={found.plan} />
      <SetAsidePanel found={found} />
      <ResultPanel found={found} />
      {found.mayWithdraw && <WithdrawDialog found={found} opened={withdrawing} onClose={() => setWithdrawing(false)} />}
    </div>
  )
}

/** A factory takes nothing that is not to be flashed any more; the brand may still look into it. */
function Download({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  if (found.standing !== 'current' && !found.owner) return null
  return (
    <Button
      component="a"
      href={paths.files.flashPackage(found.id)}
      download
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t('package.download')}
    </Button>
  )
}
