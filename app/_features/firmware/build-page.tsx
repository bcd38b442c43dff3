'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FirmwareBuildView } from '@/server/domains/firmware/queries/get-build'
import { BuildFacts } from './build-facts'
import classes from './build-page.module.css'
import { Comparison, CompareWith } from './comparison'
import { FileCard } from './file-card'
import { BuildMark, SignedMark } from './marks'
import type { PromoteDialogProps } from './promote-dialog'
import { PromotionCard } from './promotion-card'
import cards from './promotion-card.module.css'
import type { ReasonDialogProps } from './reason-dialog'

const PromoteDialog = onFirstUse<PromoteDialogProps>(() =>
  import('./promote-dialog').then((module) => module.PromoteDialog),
)
const ReasonDialog = onFirstUse<ReasonDialogProps>(() =>
  import('./reason-dialog').then((module) => module.ReasonDialog),
)

/** A build: what its files say, who signed them, what they run on, and where they are in force. */
export function BuildPage({ buildId }: { buildId: string }) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const { data: build } = useSuspenseQuery(trpc.firmware.getBuild.queryOptions({ buildId }))
  const before = useSearchParams().get('before')
  const known = build.others.find(({ id }) => id === before)
  return (
    <div className={classes.page}>
      <Head build={build} />
      {build.state === 'withdrawn' && build.withdrawnReason && (
        <section className={classes.stop}>
          <strong>{t('build.withdrawn')}</strong> <BilingualWords text={build.withdrawnReason} />
        </section>
      )}
      {build.keyRetiredInForce && (
        <section className={classes.stop}>
          <strong>{t('signature.standing.retired')}</strong> {t('signature.renew')}
        </section>
      )}
      <Panel title={t('build.about')}>
        <BuildFacts build={build} />
      </Panel>
      {build.promotions.length > 0 && (
        <Panel title={t('promotion.list')} flush>
          <ul className={cards.list}>
            {build.promotions.map((promotion) => (
              <PromotionCard key={promotion.id} productId={build.productId} promotion={promotion} named={false} />
            ))}
          </ul>
        </Panel>
      )}
      <Panel title={t('file.title', { count: build.files.length })} flush>
        <ul className={classes.list}>
          {build.files.map((file) => (
            <FileCard key={file.id} file={file} build={build} />
          ))}
        </ul>
      </Panel>
      {build.others.length > 0 && (
        <Panel title={t('compare.title')} actions={<CompareWith build={build} before={known?.id ?? null} />}>
          {known ? (
            <Comparison before={known.id} after={build.id} />
          ) : (
            <p className={classes.none}>{t('compare.hint')}</p>
          )}
        </Panel>
      )}
    </div>
  )
}

function Head({ build }: { build: FirmwareBuildView }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [dialog, setDialog] = useState<'promote' | 'withdraw' | null>(null)
  const close = () => setDialog(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
  const withdraw = useMutation(trpc.firmware.withdrawBuild.mutationOptions({ onSuccess: close, onSettled: refresh }))
  const register = useMutation(trpc.firmware.registerBuild.mutationOptions({ onSettled: refresh }))
  const discard = useMutation(
    trpc.firmware.discardBuild.mutationOptions({
      onSuccess: () => router.push(paths.firmwareLine(build.productId, build.line.id)),
    }),
  )
  const { state, mayEdit, version } = build
  const whole = build.files.every((file) => file.state === 'stored' && !file.awaitsSignature)
  return (
    <>
      <PageHeader
        above={
          <Link className={classes.up} href={paths.firmwareLine(build.productId, build.line.id)}>
            {build.line.number} {format.text(build.line.name)}
          </Link>
        }
        title={version}
        hint={
          <span className={classes.marks}>
            <BuildMark state={state} />
            {state !== 'open' && <SignedMark signed={build.signed} />}
          </span>
        }
        actions={
          mayEdit && (
            <>
              {state === 'registered' && (
                <>
                  <Button onClick={() => setDialog('promote')}>{t('promote.open')}</Button>
                  <Button variant="default" onClick={() => setDialog('withdraw')}>
                    {t('build.withdraw')}
                  </Button>
                </>
              )}
              {state === 'open' && (
                <>
                  <Button
                    disabled={!whole}
                    loading={register.isPending}
                    onClick={() => register.mutate({ buildId: build.id })}
                  >
                    {t('build.register')}
                  </Button>
                  <Button
                    variant="default"
                    loading={discard.isPending}
                    onClick={() => discard.mutate({ buildId: build.id })}
                  >
                    {t('build.discard')}
                  </Button>
                </>
              )}
            </>
          )
        }
      />
      <ErrorNotice error={register.error ?? discard.error} />
      {mayEdit && (
        <>
          <PromoteDialog build={build} opened={dialog === 'promote'} onClose={close} />
          <ReasonDialog
            act="withdraw"
            version={version}
            pending={withdraw.isPending}
            error={withdraw.error}
            opened={dialog === 'withdraw'}
            onClose={close}
            onSave={(reason) => withdraw.mutate({ buildId: build.id, reason })}
          />
        </>
      )}
    </>
  )
}
