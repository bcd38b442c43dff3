'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Skeleton, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FirmwareLineView } from '@/server/domains/firmware/queries/get-line'
import type { Places } from '@/server/domains/firmware/queries/list-places'
import { longestName } from '@/server/domains/firmware/rules/firmware-file'
import { wordsIn } from './address'

/** `line` where one is changed; without, a new one is made. */
export type LineDialogProps = Readonly<{
  productId: string
  line: FirmwareLineView | null
  opened: boolean
  onClose: () => void
}>

/** What a line of firmware is called and runs on. */
export function LineDialog({ opened, onClose, ...given }: LineDialogProps) {
  const { t } = useTranslation('firmware')
  return (
    <DialogOpened opened={opened} onClose={onClose} size="lg" title={t(given.line ? 'line.edit' : 'line.new')}>
      <LineForm {...given} onClose={onClose} />
    </DialogOpened>
  )
}

const kib = 1_024

/** The form, once it is known what there is to choose. */
function LineForm(props: Omit<LineDialogProps, 'opened'>) {
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.firmware.listPlaces.queryOptions({ productId: props.productId }))
  if (error) return <ErrorNotice error={error} />
  return data ? <Fields {...props} places={data} /> : <Skeleton height={420} />
}

type FieldsProps = Omit<LineDialogProps, 'opened'> & Readonly<{ places: Places }>

function Fields({ productId, line, places, onClose }: FieldsProps) {
  const { t } = useTranslation(['firmware', 'common'])
  const trpc = useTRPC()
  const router = useRouter()
  const format = useFormat()
  const queryClient = useQueryClient()
  const [name, setName] = useState({ en: line?.name.en ?? '', zh: line?.name.zh ?? '' })
  const [on, setOn] = useState({
    boardSetId: line?.brand?.boardSetId ?? '',
    bomId: line?.brand?.bomId ?? '',
    specId: line?.brand?.specId ?? '',
  })
  const [chips, setChips] = useState(line?.chips.join(', ') ?? '')
  const [arch, setArch] = useState(line?.arch ?? '')
  const [slot, setSlot] = useState(line?.slotBytes ? String(line.slotBytes / kib) : '')
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
  const create = useMutation(
    trpc.firmware.createLine.mutationOptions({
      onSuccess: async ({ lineId }) => {
        router.push(paths.firmwareLine(productId, lineId))
        await refresh()
      },
    }),
  )
  const edit = useMutation(
    trpc.firmware.editLine.mutationOptions({
      onSuccess: async () => {
        await refresh()
        onClose()
      },
    }),
  )
  const room = slot.trim() === '' ? null : Math.floor(Number(slot) * kib)
  const roomWrong = room !== null && !(room > 0 && room <= 0x1_0000_0000)
  const none = { value: '', label: t('firmware:line.none') }
  const choices = {
    boardSetId: places.sets.map(({ id, number, name: said }) => ({
      value: id,
      label: `${number} ${format.text(said)}`,
    })),
    bomId: places.boms.map(({ id, name: said }) => ({ value: id, label: format.text(said) })),
    specId: places.specs.map(({ id, number, name: said }) => ({ value: id, label: `${number} ${format.text(said)}` })),
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const said = {
          ...{ name, chips: wordsIn(chips), arch: arch.trim() || null, memory: [...(line?.memory ?? [])] },
          ...{ boardSetId: on.boardSetId || null, bomId: on.bomId || null, specId: on.specId || null },
          slotBytes: room,
        }
        if (line) edit.mutate({ lineId: line.id, version: line.version, ...said })
        else create.mutate({ productId, ...said })
      }}
    >
      <Stack>
        <Columns narrow>
          {(['en', 'zh'] as const).map((language) => (
            <TextInput
              key={language}
              label={t(`firmware:line.name.${language}`)}
              lang={language === 'en' ? 'en' : 'zh-CN'}
              maxLength={longestName}
              data-autofocus={language === 'en' || undefined}
              value={name[language]}
              onChange={(event) => setName({ ...name, [language]: event.currentTarget.value })}
            />
          ))}
        </Columns>
        {(['boardSetId', 'bomId', 'specId'] as const).map((place) => (
          <NativeSelect
            key={place}
            label={t(`firmware:line.${place}`)}
            description={t(`firmware:line.${place}Hint`)}
            data={[none, ...choices[place]]}
            value={on[place]}
            onChange={(event) => setOn({ ...on, [place]: event.currentTarget.value })}
          />
        ))}
        <Columns narrow>
          <TextInput
            label={t('firmware:line.chips')}
            value={chips}
            onChange={(event) => setChips(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('firmware:line.arch')}
            data={[none, 'arm', 'riscv', 'xtensa']}
            value={arch}
            onChange={(event) => setArch(event.currentTarget.value)}
          />
        </Columns>
        <TextInput
          label={t('firmware:line.slot')}
          description={t('firmware:line.slotHint')}
          inputMode="decimal"
          value={slot}
          error={roomWrong ? t('firmware:line.slotWrong') : undefined}
          onChange={(event) => setSlot(event.currentTarget.value)}
        />
        <ErrorNotice error={create.error ?? edit.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={create.isPending || edit.isPending}
            disabled={(name.en.trim() === '' && name.zh.trim() === '') || roomWrong}
          >
            {t(line ? 'common:actions.save' : 'firmware:line.create')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
