'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FirmwarePromotionView } from '@/server/domains/firmware/queries/promotions'
import { PromotionMark } from './marks'
import classes from './promotion-card.module.css'
import type { ReasonDialogProps } from './reason-dialog'
import { Refusals } from './refusals'

const ReasonDialog = onFirstUse<ReasonDialogProps>(() =>
  import('./reason-dialog').then((module) => module.ReasonDialog),
)

type Props = Readonly<{ productId: string; promotion: FirmwarePromotionView; named: boolean }>

/** A build on a channel: who asked, what was overridden, who still has to agree. `named`: says which build. */
export function PromotionCard({ productId, promotion, named }: Props) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const { channel, boardRevision, state, requestedBy, requestedAt, inForceAt, endedAt, awaited, verdicts } = promotion
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        {named && (
          <Link className={classes.version} href={paths.firmwareBuild(productId, promotion.lineId, promotion.buildId)}>
            {promotion.buildVersion}
          </Link>
        )}
        <span>{t('promotion.on', { channel: t(`channel.${channel}`), board: boardRevision })}</span>
        <PromotionMark state={state} />
      </div>
      <p className={classes.faint}>
        {requestedBy && (
          <span>{t('promotion.by', { name: format.person(requestedBy), day: format.moment(requestedAt) })}</span>
        )}
        {inForceAt && <span>{t('promotion.since', { day: format.moment(inForceAt) })}</span>}
        {endedAt && <span>{t('promotion.until', { day: format.moment(endedAt) })}</span>}
        {awaited.length > 0 && (
          <span>
            {t('promotion.awaits', { names: awaited.flatMap((each) => (each ? format.person(each) : [])).join(', ') })}
          </span>
        )}
      </p>
      {promotion.overrideReason && (
        <div className={classes.override}>
          <strong>{t('override.title')}</strong>
          <Refusals refusals={promotion.refusals} />
          <p>
            <BilingualWords text={promotion.overrideReason} />
          </p>
        </div>
      )}
      {verdicts.length > 0 && (
        <ul className={classes.verdicts}>
          {verdicts.map(({ verdict, by, at, reason }, index) => (
            <li key={index}>
              {t(`promotion.verdict.${verdict}`, { name: by ? format.person(by) : '', day: format.moment(at) })}
              {reason && (
                <>
                  {' '}
                  <BilingualWords text={reason} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <Decide promotion={promotion} />
    </li>
  )
}

function Decide({ promotion }: Pick<Props, 'promotion'>) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [refusing, setRefusing] = useState(false)
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
  const approve = useMutation(trpc.firmware.approvePromotion.mutationOptions({ onSettled }))
  const withdraw = useMutation(trpc.firmware.withdrawPromotion.mutationOptions({ onSettled }))
  const refuse = useMutation(
    trpc.firmware.refusePromotion.mutationOptions({ onSettled, onSuccess: () => setRefusing(false) }),
  )
  const promotionId = promotion.id
  if (!promotion.mayDecide && !promotion.mayWithdraw && !approve.error) return null
  return (
    <>
      <ErrorNotice error={approve.error ?? withdraw.error} />
      <div className={`${classes.acts} no-print`}>
        {promotion.mayDecide && (
          <>
            <Button loading={approve.isPending} onClick={() => approve.mutate({ promotionId })}>
              {t('promotion.approve')}
            </Button>
            <Button variant="default" onClick={() => setRefusing(true)}>
              {t('promotion.refuse')}
            </Button>
          </>
        )}
        {promotion.mayWithdraw && (
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ promotionId })}>
            {t('promotion.withdraw')}
          </Button>
        )}
      </div>
      {promotion.mayDecide && (
        <ReasonDialog
          act="refuse"
          version={promotion.buildVersion}
          pending={refuse.isPending}
          error={refuse.error}
          opened={refusing}
          onClose={() => setRefusing(false)}
          onSave={(reason) => refuse.mutate({ promotionId, reason })}
        />
      )}
    </>
  )
}
