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
import { TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFieldErrors } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import type { PartSource } from '@/server/domains/parts/queries/get-part'
import { longest, mslLevels } from '@/server/domains/parts/rules/limits'
import { orNull } from './choices'
import { DeclaredFields, inside, nothingDeclared, type Declared } from './declared-fields'
import type { SourceDialogProps } from './sources'
import { usePartChanged } from './use-part-changed'

/** A maker's part for a part: a new one, or a change on top of what was on the screen. */
export function SourceDialog({ part, source, opened, onClose }: SourceDialogProps) {
  const { t } = useTranslation('parts')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={source ? t('sources.editTitle', { mpn: source.mpn }) : t('sources.addTitle')}
      size="lg"
    >
      <SourceForm part={part} source={source} onClose={onClose} />
    </Dialog>
  )
}

const declaredOf = (source: PartSource): Declared => ({
  package: source.package,
  lifecycle: source.lifecycle,
  lastTimeBuy: source.lastTimeBuy,
  msl: mslLevels.find((level) => level === source.msl) ?? '',
  rohs: source.rohs,
  reach: source.reach,
  datasheet: source.datasheet,
})

function SourceForm({ part, source, onClose }: Omit<SourceDialogProps, 'opened'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const [start] = useState(source)
  const [mpn, setMpn] = useState(start?.mpn ?? '')
  const [manufacturer, setManufacturer] = useState(start?.manufacturer ?? '')
  const [declared, setDeclared] = useState<Declared>(
    start ? declaredOf(start) : { ...nothingDeclared, package: part.package },
  )
  const [effectiveFrom, setFrom] = useState(start?.effectiveFrom ?? null)
  const [approve, setApprove] = useState(false)
  const onSuccess = usePartChanged(onClose)
  const add = useMutation(trpc.parts.addManufacturerPart.mutationOptions({ onSuccess }))
  const edit = useMutation(trpc.parts.editManufacturerPart.mutationOptions({ onSuccess }))
  const error = add.error ?? edit.error
  const errors = inside('manufacturerPart', useFieldErrors()(error))
  const fixed = start !== null && start.status !== 'proposed'
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const manufacturerPart = { ...declared, mpn, manufacturer }
        if (start === null) add.mutate({ partId: part.id, manufacturerPart, effectiveFrom, approve })
        else
          edit.mutate({
            ...{ manufacturerPartId: start.id, version: start.version, manufacturerPart, effectiveFrom },
            attachmentIds: start.attachments.map(({ id }) => id),
          })
      }}
    >
      <Stack gap="sm">
        {fixed && <Text size="sm">{t('sources.fixed')}</Text>}
        <Columns narrow>
          <TextInput
            label={t('sheet.column.mpn')}
            required
            data-autofocus={!fixed || undefined}
            disabled={fixed}
            maxLength={longest.mpn}
            value={mpn}
            error={errors['mpn']}
            onChange={(event) => setMpn(event.currentTarget.value)}
          />
          <TextInput
            label={t('sheet.column.manufacturer')}
            disabled={fixed}
            maxLength={longest.manufacturer}
            value={manufacturer}
            error={errors['manufacturer']}
            onChange={(event) => setManufacturer(event.currentTarget.value)}
          />
        </Columns>
        <DeclaredFields
          value={declared}
          onChange={(change) => setDeclared((before) => ({ ...before, ...change }))}
          errors={errors}
        />
        {(part.may.approve || effectiveFrom !== null) && (
          <TextInput
            type="date"
            label={t('sources.from')}
            description={t('sources.fromHint')}
            disabled={!part.may.approve}
            value={effectiveFrom ?? ''}
            onChange={(event) => setFrom(orNull(event.currentTarget.value))}
          />
        )}
        {start === null && part.may.approve && (
          <Checkbox
            label={t('sources.approveNow')}
            checked={approve}
            onChange={(event) => setApprove(event.currentTarget.checked)}
          />
        )}
        <ErrorNotice error={Object.keys(errors).length === 0 ? error : null} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={add.isPending || edit.isPending} disabled={mpn.trim() === ''}>
            {t('form.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
