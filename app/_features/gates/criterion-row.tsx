'use client'
import { useMutation } from '@tanstack/react-query'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { GateItemView, GateView } from '@/server/domains/gates/queries/get-gate'
import { EvidenceList } from './evidence-list'
import { FoundPlaces } from './found-places'
import { Standing } from './gate-state'
import { useGateChanged } from './use-gate-changed'
import classes from './criterion-row.module.css'

export type ItemDialogProps = Readonly<{ gate: GateView; item: GateItemView; opened: boolean; onClose: () => void }>
const EvidenceDialog = onFirstUse<ItemDialogProps>(() =>
  import('./evidence-dialog').then((module) => module.EvidenceDialog),
)
const WaiveDialog = onFirstUse<ItemDialogProps>(() => import('./waive-dialog').then((module) => module.WaiveDialog))
const EditDialog = onFirstUse<ItemDialogProps>(() => import('./item-dialog').then((module) => module.EditItemDialog))
const RemoveDialog = onFirstUse<ItemDialogProps>(() =>
  import('./remove-item-dialog').then((module) => module.RemoveItemDialog),
)

type Dialog = 'evidence' | 'waive' | 'edit' | 'remove' | null

/** One criterion: what is asked, of whom, how it stands, what was brought for it, and what can be done. */
export function CriterionRow({ gate, item }: { gate: GateView; item: GateItemView }) {
  const { t } = useTranslation(['gates', 'common'])
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  const { metric, threshold } = item
  const measured = metric.en !== '' || metric.zh !== ''
  return (
    <li className={classes.row}>
      <div className={classes.mark}>
        <span className={classes.code}>{item.code}</span>
        <Standing standing={item.standing} />
      </div>
      <div className={classes.words}>
        <div className={classes.text}>
          <BilingualWords text={item.text} />
        </div>
        <div className={classes.faint}>
          {(measured || threshold !== '') && (
            <span>
              {measured && <BilingualWords text={metric} />} <b>{threshold}</b>
            </span>
          )}
          <span>
            {t('gates:item.owner', { side: t(`gates:side.${item.side}`), role: t(`common:role.${item.role}`) })}
          </span>
          <span>{item.check === null ? t(`gates:kind.${item.kind}`) : t('gates:item.system')}</span>
          <span>{t(item.mandatory ? 'gates:item.mandatory' : 'gates:item.optional')}</span>
        </div>
        {item.found && (
          <p className={classes.found} data-met={item.found.met || undefined}>
            {t(`gates:found.${item.found.code}`, {
              count: item.found.count,
              number: item.found.number,
              item: item.found.item,
            })}
          </p>
        )}
        {item.found && <FoundPlaces productId={gate.productId} found={item.found} />}
        <EvidenceList entries={item.evidence} side={gate.side} />
        <Waivers gate={gate} item={item} />
      </div>
      <div className={`${classes.acts} no-print`}>
        {item.mayGive && (
          <Button size="compact-sm" variant="default" onClick={() => setDialog('evidence')}>
            {t('gates:item.give')}
          </Button>
        )}
        {item.mayWaive && item.standing !== 'met' && item.standing !== 'waived' && (
          <Button size="compact-sm" variant="default" onClick={() => setDialog('waive')}>
            {t(item.standing === 'expired' ? 'gates:item.waiveAgain' : 'gates:item.waive')}
          </Button>
        )}
        {gate.may.edit && (
          <ActionMenu
            trigger={
              <ActionIcon variant="subtle" color="gray" aria-label={t('gates:item.more', { code: item.code })}>
                <IconDots size={18} stroke={1.6} aria-hidden />
              </ActionIcon>
            }
            entries={[
              { label: t('common:actions.edit'), onClick: () => setDialog('edit') },
              { label: t('common:actions.remove'), color: 'red', onClick: () => setDialog('remove') },
            ]}
          />
        )}
      </div>
      <EvidenceDialog gate={gate} item={item} opened={dialog === 'evidence'} onClose={close} />
      <WaiveDialog gate={gate} item={item} opened={dialog === 'waive'} onClose={close} />
      <EditDialog gate={gate} item={item} opened={dialog === 'edit'} onClose={close} />
      <RemoveDialog gate={gate} item={item} opened={dialog === 'remove'} onClose={close} />
    </li>
  )
}

/** The waiver that counts, with its end on both shores. */
function Waivers({ gate, item }: { gate: GateView; item: GateItemView }) {
  const { t } = useTranslation('gates')
  const format = useFormat()
  const trpc = useTRPC()
  const withdraw = useMutation(trpc.gates.withdrawWaiver.mutationOptions({ onSuccess: useGateChanged() }))
  const waiver = item.waivers.findLast(({ withdrawnAt }) => withdrawnAt === null)
  if (!waiver) return null
  const over = item.standing === 'expired'
  return (
    <div className={classes.waiver}>
      <span>{t('item.waivedBy', { person: format.person(waiver.grantedBy), reason: format.text(waiver.reason) })}</span>
      <span className={classes.until}>
        {t(over ? 'item.ended' : 'item.until')} <BothTimes instant={waiver.expiresAt} />
      </span>
      {item.mayWaive && gate.may.edit && (
        <Button
          className="no-print"
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate({ waiverId: waiver.id })}
        >
          {t('item.withdrawWaiver')}
        </Button>
      )}
      <ErrorNotice error={withdraw.error} />
    </div>
  )
}
