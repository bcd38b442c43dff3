'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { isBucket, type ImpactArea } from '@/server/domains/changes/rules/impact'
import { amountOf, currencies, microsOf } from './money'
import { useChanged } from './use-changed'
import classes from './form.module.css'

export type ImpactDialogProps = Readonly<{ change: ChangeView; opened: boolean; onClose: () => void }>

type Entry = Readonly<{
  affected: boolean
  percent: string
  amount: string
  currency: string
  days: string
  quantity: string
  uom: string
  retest: boolean
  words: string
}>
type Entries = Readonly<Partial<Record<ImpactArea, Entry>>>

/** One form for everything the reader's side knows: what is not ticked is stated as having no effect. */
export function ImpactDialog({ change, opened, onClose }: ImpactDialogProps) {
  const { t } = useTranslation('changes')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('impact.assess', { side: t(`side.${change.side}`) })} size="lg">
      <ImpactForm change={change} onClose={onClose} />
    </Dialog>
  )
}

/** Areas the side has to assess, and those it did besides. */
function areasOf({ side, required, impacts }: ChangeView): readonly ImpactArea[] {
  const own = [...required, ...impacts].filter((each) => each.side === side).map(({ area }) => area)
  return [...new Set(own)]
}

function firstOf(change: ChangeView, currency: string, locale: 'en' | 'zh'): Entries {
  const entries: Partial<Record<ImpactArea, Entry>> = {}
  for (const area of areasOf(change)) {
    const found = change.impacts.find((each) => each.area === area && each.side === change.side)
    const facts = found?.facts ?? {}
    entries[area] = {
      affected: found?.affected ?? false,
      percent: facts.percent ?? '',
      amount: amountOf(facts.amountMicros),
      currency: facts.currency ?? currency,
      days: facts.days === undefined ? '' : String(facts.days),
      quantity: facts.quantity ?? '',
      uom: facts.uom ?? '',
      retest: facts.retest ?? false,
      words: found?.words?.[locale] || found?.words?.[found.words.source] || '',
    }
  }
  return entries
}

function ImpactForm({ change, onClose }: Omit<ImpactDialogProps, 'opened'>) {
  const { t } = useTranslation('changes')
  const locale = useLocale()
  const trpc = useTRPC()
  const org = change.side === 'brand' ? change.brand : change.factory
  const [entries, setEntries] = useState(() => firstOf(change, org?.currency ?? 'CNY', locale))
  const assess = useMutation(trpc.changes.assessImpact.mutationOptions({ onSuccess: useChanged(onClose) }))
  const set = (area: ImpactArea, given: Partial<Entry>) =>
    setEntries((now) => {
      const before = now[area]
      return before ? { ...now, [area]: { ...before, ...given } } : now
    })
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        assess.mutate({
          changeId: change.id,
          entries: areasOf(change).flatMap((area) => {
            const entry = entries[area]
            return entry ? [{ area, ...stated(entry), words: { en: '', zh: '', [locale]: entry.words } }] : []
          }),
        })
      }}
    >
      <Stack>
        <p className={classes.faint}>{t('impact.hint')}</p>
        {areasOf(change).map((area) => {
          const entry = entries[area]
          return entry && <Area key={area} area={area} entry={entry} onChange={(given) => set(area, given)} />
        })}
        <ErrorNotice error={assess.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={assess.isPending}>
            {t('impact.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

/** What is sent: figures that were filled in, as the server counts them. */
function stated({ affected, percent, amount, currency, days, quantity, uom, retest }: Entry) {
  const micros = microsOf(amount)
  return {
    affected,
    facts: affected
      ? {
          ...(percent.trim() !== '' && { percent: percent.trim() }),
          ...(micros !== null && { amountMicros: micros, currency }),
          ...(days.trim() !== '' && { days: Number(days) }),
          ...(quantity.trim() !== '' && { quantity: quantity.trim(), uom }),
          ...(retest && { retest }),
        }
      : {},
  }
}

type AreaProps = Readonly<{ area: ImpactArea; entry: Entry; onChange: (given: Partial<Entry>) => void }>

function Area({ area, entry, onChange }: AreaProps) {
  const { t } = useTranslation('changes')
  const field = (key: 'percent' | 'amount' | 'days' | 'quantity' | 'uom') => (
    <TextInput
      label={t(`impact.${key}`)}
      value={entry[key]}
      inputMode={key === 'uom' ? 'text' : 'decimal'}
      maxLength={20}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  )
  return (
    <fieldset className={`${classes.group} ${classes.box}`}>
      <legend className={classes.faint}>{t(`area.${area}`)}</legend>
      <Checkbox
        label={`${t(`area.${area}`)}: ${t('impact.affected')}`}
        checked={entry.affected}
        onChange={() => onChange({ affected: !entry.affected })}
      />
      {entry.affected && (
        <>
          <div className={classes.pair}>
            {area === 'cost' && field('percent')}
            {(area === 'cost' || area === 'tooling' || area === 'fixture' || area === 'certification') && (
              <>
                {field('amount')}
                <NativeSelect
                  label={t('impact.currency')}
                  value={entry.currency}
                  data={currencies}
                  onChange={(event) => onChange({ currency: event.currentTarget.value })}
                />
              </>
            )}
            {area === 'leadTime' && field('days')}
            {isBucket(area) && (
              <>
                {field('quantity')}
                {field('uom')}
              </>
            )}
          </div>
          {area === 'certification' && (
            <Checkbox
              label={t('impact.retest')}
              checked={entry.retest}
              onChange={() => onChange({ retest: !entry.retest })}
            />
          )}
          <TextInput
            label={t('impact.words')}
            value={entry.words}
            maxLength={500}
            onChange={(event) => onChange({ words: event.currentTarget.value })}
          />
        </>
      )}
    </fieldset>
  )
}
