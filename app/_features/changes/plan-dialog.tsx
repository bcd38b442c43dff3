'use client'
import { useMutation } from '@tanstack/react-query'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import {
  balanceOf,
  buckets,
  dispositionActions,
  isPositive,
  unbalanced,
  type Bucket,
  type DispositionAction,
} from '@/server/domains/changes/rules/disposition'
import { effectivityKinds, namesStart, type EffectivityKind } from '@/server/domains/changes/rules/effectivity'
import { signingSides, type SigningSide } from '@/server/domains/specs/rules/sign-off'
import { amountOf, currencies, microsOf } from './money'
import { useChanged } from './use-changed'
import classes from './form.module.css'

export type PlanDialogProps = Readonly<{ change: ChangeView; opened: boolean; onClose: () => void }>

type Row = Readonly<{
  key: number
  bucket: Bucket
  action: DispositionAction
  quantity: string
  cost: string
  currency: string
  payer: SigningSide
  dueOn: string
}>

/** When the new begins and what becomes of the old. */
export function PlanDialog({ change, opened, onClose }: PlanDialogProps) {
  const { t } = useTranslation('changes')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('plan.title')} size="xl">
      <PlanForm change={change} onClose={onClose} />
    </Dialog>
  )
}

/** What stands, or one row for everything that exists: used as it is, until somebody says otherwise. */
function firstRows({ dispositions, existing, factory, brand }: ChangeView): readonly Row[] {
  const currency = (factory ?? brand)?.currency ?? 'CNY'
  if (dispositions.length > 0)
    return dispositions.map((row, key) => ({
      ...{ key, bucket: row.bucket, action: row.action, quantity: row.quantity },
      ...{ cost: amountOf(row.unitCostMicros), currency: row.currency, payer: row.payer, dueOn: row.dueOn ?? '' },
    }))
  return buckets.flatMap((bucket, key) => {
    const quantity = existing[bucket]
    return quantity === undefined
      ? []
      : [{ key, bucket, action: 'useAsIs' as const, quantity, cost: '', currency, payer: 'brand' as const, dueOn: '' }]
  })
}

function PlanForm({ change, onClose }: Omit<PlanDialogProps, 'opened'>) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const stands = change.effectivity
  const [kind, setKind] = useState<EffectivityKind>(stands?.kind ?? (change.emergency ? 'lot' : 'date'))
  const [from, setFrom] = useState(stands && 'from' in stands ? stands.from : change.deviationLot)
  const [rows, setRows] = useState(() => firstRows(change))
  const plan = useMutation(trpc.changes.planChange.mutationOptions({ onSuccess: useChanged(onClose) }))
  const off = unbalanced(change.existing, rows)
  const balance = balanceOf(change.existing, rows)
  const set = (key: number, given: Partial<Row>) =>
    setRows((now) => now.map((row) => (row.key === key ? { ...row, ...given } : row)))
  const add = () =>
    setRows((now) => [
      ...now,
      {
        key: Math.max(-1, ...now.map((row) => row.key)) + 1,
        bucket: off?.bucket ?? now.at(-1)?.bucket ?? 'supplierStock',
        action: 'rework',
        quantity: off && isPositive(off.open) ? off.open : '',
        cost: '',
        currency: now.at(-1)?.currency ?? (change.factory ?? change.brand)?.currency ?? 'CNY',
        payer: 'brand',
        dueOn: '',
      },
    ])
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        plan.mutate({
          changeId: change.id,
          version: change.version,
          effectivity: namesStart(kind) ? { kind, from: from.trim() } : { kind },
          dispositions: rows.map(({ bucket, action, quantity, cost, currency, payer, dueOn }) => ({
            ...{ bucket, action, quantity: quantity.trim(), currency, payer },
            unitCostMicros: microsOf(cost),
            dueOn: dueOn === '' ? null : dueOn,
          })),
        })
      }}
    >
      <Stack>
        <p className={classes.faint}>{t('plan.hint')}</p>
        <div className={classes.pair}>
          <NativeSelect
            label={t('plan.effectivity')}
            value={kind}
            disabled={change.emergency}
            onChange={(event) => setKind(effectivityKinds.find((each) => each === event.currentTarget.value) ?? kind)}
            data={effectivityKinds.map((each) => ({ value: each, label: t(`effectivity.${each}`) }))}
          />
          {namesStart(kind) && (
            <TextInput
              label={t(kind === 'date' ? 'plan.day' : 'plan.from')}
              type={kind === 'date' ? 'date' : 'text'}
              required
              disabled={change.emergency}
              maxLength={60}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          )}
        </div>
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{t('plan.dispositions')}</legend>
          {rows.length === 0 && <p className={classes.faint}>{t('plan.noneExists')}</p>}
          {rows.map((row, index) => (
            <DispositionRow
              key={row.key}
              row={row}
              number={index + 1}
              partnered={change.withPartner}
              onChange={(given) => set(row.key, given)}
              onRemove={() => setRows((now) => now.filter(({ key }) => key !== row.key))}
            />
          ))}
          <Group>
            <Button variant="default" leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />} onClick={add}>
              {t('plan.add')}
            </Button>
          </Group>
          <output className={classes.faint}>
            {balance.map(({ bucket, exists, disposed }) => (
              <span key={bucket}>
                {t('plan.balance', { where: t(`area.${bucket}`), exists, disposed })}
                <br />
              </span>
            ))}
            {t(off ? 'plan.unbalanced' : 'plan.balanced')}
          </output>
        </fieldset>
        <ErrorNotice error={plan.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={plan.isPending}
            disabled={
              off !== null ||
              (namesStart(kind) && from.trim() === '') ||
              rows.some(({ quantity }) => !isPositive(quantity))
            }
          >
            {t('plan.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

type RowProps = Readonly<{
  row: Row
  number: number
  partnered: boolean
  onChange: (given: Partial<Row>) => void
  onRemove: () => void
}>

function DispositionRow({ row, number, partnered, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('changes')
  return (
    <fieldset className={`${classes.group} ${classes.box}`}>
      <legend className={classes.faint}>{t('plan.row', { row: number })}</legend>
      <div className={classes.pair}>
        <NativeSelect
          label={t('plan.bucket')}
          value={row.bucket}
          onChange={(event) => onChange({ bucket: buckets.find((each) => each === event.currentTarget.value) })}
          data={buckets.map((each) => ({ value: each, label: t(`area.${each}`) }))}
        />
        <NativeSelect
          label={t('plan.action')}
          value={row.action}
          onChange={(event) =>
            onChange({ action: dispositionActions.find((each) => each === event.currentTarget.value) })
          }
          data={dispositionActions.map((each) => ({ value: each, label: t(`action.${each}`) }))}
        />
        <TextInput
          label={t('plan.quantity')}
          inputMode="decimal"
          value={row.quantity}
          maxLength={20}
          onChange={(event) => onChange({ quantity: event.currentTarget.value })}
        />
        <TextInput
          label={t('plan.unitCost')}
          inputMode="decimal"
          value={row.cost}
          maxLength={20}
          onChange={(event) => onChange({ cost: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('impact.currency')}
          value={row.currency}
          data={currencies}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('plan.payer')}
          value={row.payer}
          onChange={(event) => onChange({ payer: signingSides.find((each) => each === event.currentTarget.value) })}
          data={signingSides
            .filter((side) => side === 'brand' || partnered)
            .map((side) => ({ value: side, label: t(`side.${side}`) }))}
        />
        <TextInput
          label={t('plan.due')}
          type="date"
          value={row.dueOn}
          onChange={(event) => onChange({ dueOn: event.currentTarget.value })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t('plan.removeRow', { row: number })}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
    </fieldset>
  )
}
