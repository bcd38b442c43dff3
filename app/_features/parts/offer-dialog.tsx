'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { useFieldErrors } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import type { SupplierPartFields } from '@/server/domains/parts/inputs'
import type { PartOffer } from '@/server/domains/parts/queries/get-part'
import type { TypedBreak } from '@/server/domains/parts/rules/break-cells'
import { currencies } from '@/server/domains/parts/rules/currencies'
import { longest } from '@/server/domains/parts/rules/limits'
import { priceText } from '@/server/domains/parts/rules/price-text'
import { BreakTable } from './break-table'
import { breaksOf } from './breaks'
import { choice, orNull } from './choices'
import { inside } from './declared-fields'
import type { OfferDialogProps } from './offers'
import { usePartChanged } from './use-part-changed'

/** A supplier's number with its prices: a new one, or a change on top of what was on the screen. */
export function OfferDialog({ part, offer, opened, onClose }: OfferDialogProps) {
  const { t } = useTranslation('parts')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={offer ? t('offers.editTitle', { sku: offer.sku }) : t('offers.addTitle')}
      size="lg"
    >
      <OfferForm part={part} offer={offer} onClose={onClose} />
    </Dialog>
  )
}

type Draft = Omit<SupplierPartFields, 'breaks' | 'leadTimeDays'> & { leadTime: string }
const draftOf = (offer: PartOffer | null, maker: string | null): Draft => ({
  manufacturerPartId: offer ? offer.manufacturerPartId : maker,
  supplier: offer?.supplier ?? '',
  sku: offer?.sku ?? '',
  url: offer?.url ?? '',
  currency: currencies.find((each) => each === offer?.currency) ?? 'USD',
  moq: offer?.moq ?? null,
  multiple: offer?.multiple ?? null,
  leadTime: offer?.leadTimeDays?.toString() ?? '',
  pricedOn: offer?.pricedOn ?? null,
  validUntil: offer?.validUntil ?? null,
})
const typedOf = (offer: PartOffer | null): TypedBreak[] =>
  (offer?.breaks ?? []).map(({ min, micros }) => ({ min, price: priceText(micros) }))

function OfferForm({ part, offer, onClose }: Omit<OfferDialogProps, 'opened'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const [start] = useState(offer)
  const [draft, setDraft] = useState(() => draftOf(start, part.sources[0]?.id ?? null))
  const [rows, setRows] = useState(() => typedOf(start))
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const onSuccess = usePartChanged(onClose)
  const add = useMutation(trpc.parts.addSupplierPart.mutationOptions({ onSuccess }))
  const edit = useMutation(trpc.parts.editSupplierPart.mutationOptions({ onSuccess }))
  const error = add.error ?? edit.error
  const errors = inside('supplierPart', useFieldErrors()(error))
  const breaks = breaksOf(rows)
  const lead = draft.leadTime.trim()
  const leadTimeDays = lead === '' ? null : Number(lead)
  const ready = draft.supplier.trim() !== '' && draft.sku.trim() !== '' && breaks !== null && /^\d{0,4}$/.test(lead)
  const makers = ['', ...part.sources.map(({ id }) => id)]
  const nameOf = (id: string) => {
    const source = part.sources.find((each) => each.id === id)
    return source ? `${source.mpn} ${source.manufacturer}`.trim() : t('offers.anyMaker')
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready || breaks === null) return
        const { leadTime: _, ...fields } = draft
        const supplierPart = { ...fields, breaks, leadTimeDays }
        if (start === null) add.mutate({ partId: part.id, supplierPart })
        else edit.mutate({ supplierPartId: start.id, version: start.version, supplierPart })
      }}
    >
      <Stack gap="sm">
        <Columns narrow>
          <TextInput
            label={t('sheet.column.supplier')}
            required
            data-autofocus
            maxLength={longest.supplier}
            value={draft.supplier}
            error={errors['supplier']}
            onChange={(event) => set({ supplier: event.currentTarget.value })}
          />
          <TextInput
            label={t('sheet.column.sku')}
            required
            maxLength={longest.sku}
            value={draft.sku}
            error={errors['sku']}
            onChange={(event) => set({ sku: event.currentTarget.value })}
          />
        </Columns>
        <NativeSelect
          label={t('offers.makerPart')}
          value={draft.manufacturerPartId ?? ''}
          {...choice(makers, nameOf, (id) => set({ manufacturerPartId: id === '' ? null : id }))}
        />
        <NativeSelect
          label={t('sheet.column.currency')}
          value={draft.currency}
          {...choice(
            currencies,
            (each) => each,
            (currency) => set({ currency }),
          )}
        />
        <BreakTable rows={rows} onChange={setRows} />
        <Columns narrow>
          <TextInput
            label={t('sheet.column.moq')}
            inputMode="decimal"
            value={draft.moq ?? ''}
            error={errors['moq']}
            onChange={(event) => set({ moq: orNull(event.currentTarget.value) })}
          />
          <TextInput
            label={t('sheet.column.multiple')}
            inputMode="decimal"
            value={draft.multiple ?? ''}
            error={errors['multiple']}
            onChange={(event) => set({ multiple: orNull(event.currentTarget.value) })}
          />
          <TextInput
            label={t('sheet.column.leadTimeDays')}
            inputMode="numeric"
            value={draft.leadTime}
            error={errors['leadTimeDays']}
            onChange={(event) => set({ leadTime: event.currentTarget.value })}
          />
          <TextInput
            type="url"
            label={t('sheet.column.url')}
            maxLength={longest.url}
            value={draft.url}
            error={errors['url']}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('sheet.column.pricedOn')}
            value={draft.pricedOn ?? ''}
            error={errors['pricedOn']}
            onChange={(event) => set({ pricedOn: orNull(event.currentTarget.value) })}
          />
          <TextInput
            type="date"
            label={t('sheet.column.validUntil')}
            value={draft.validUntil ?? ''}
            error={errors['validUntil']}
            onChange={(event) => set({ validUntil: orNull(event.currentTarget.value) })}
          />
        </Columns>
        <ErrorNotice error={Object.keys(errors).length === 0 ? error : null} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={add.isPending || edit.isPending} disabled={!ready}>
            {t('form.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
