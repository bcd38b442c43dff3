'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { useFieldErrors } from '@/app/_lib/errors'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { additionKinds, type AdditionKind } from '@/server/domains/boms/lifecycle'
import { LossFields, statedLoss, typedLoss } from './loss-fields'
import type { Addition } from './types'

type Props = Readonly<{ bomId: string; /** Null: a new one. */ addition: Addition | null; onClose: () => void }>

/** Something the factory adds: what it is, how much of it a unit takes, and what is lost. */
export function AdditionDialog({ bomId, addition, onClose }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const fieldErrors = useFieldErrors()
  const [kind, setKind] = useState<AdditionKind>(addition?.kind ?? 'consumable')
  const [name, setName] = useState({ en: addition?.name.en ?? '', zh: addition?.name.zh ?? '' })
  const [words, setWords] = useState({
    number: addition?.number ?? '',
    quantity: addition?.quantity ?? '',
    uom: addition?.uom ?? '',
    note: addition?.note ?? '',
  })
  const [loss, setLoss] = useState(typedLoss(addition))
  const done = {
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
      onClose()
    },
  }
  const add = useMutation(trpc.boms.addAddition.mutationOptions(done))
  const edit = useMutation(trpc.boms.editAddition.mutationOptions(done))
  const error = add.error ?? edit.error
  const errors = fieldErrors(error)
  const title = addition === null ? t('mbom.addTitle') : t('mbom.editTitle', { name: format.text(addition.name) })
  const text = (key: keyof typeof words, label: string, most: number) => (
    <TextInput
      label={label}
      maxLength={most}
      value={words[key]}
      error={errors[key]}
      inputMode={key === 'quantity' ? 'decimal' : undefined}
      onChange={(event) => setWords({ ...words, [key]: event.currentTarget.value })}
    />
  )
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          const fields = { kind, name, ...words, ...statedLoss(loss) }
          if (addition === null) add.mutate({ bomId, ...fields })
          else edit.mutate({ additionId: addition.id, version: addition.version, ...fields })
        }}
      >
        <Stack gap="sm">
          <NativeSelect
            label={t('mbom.kindLabel')}
            value={kind}
            data={additionKinds.map((value) => ({ value, label: t(`mbom.kind.${value}`) }))}
            onChange={({ currentTarget: { value } }) =>
              setKind(additionKinds.find((each) => each === value) ?? 'consumable')
            }
          />
          <TextInput
            label={t('mbom.nameEn')}
            maxLength={120}
            value={name.en}
            onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
          />
          <TextInput
            label={t('mbom.nameZh')}
            maxLength={120}
            value={name.zh}
            onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
          />
          {text('number', t('mbom.number'), 80)}
          <Group gap="sm" align="flex-start">
            {text('quantity', t('mbom.quantity'), 16)}
            {text('uom', t('mbom.uom'), 20)}
          </Group>
          <LossFields loss={loss} errors={errors} onChange={setLoss} />
          {text('note', t('mbom.note'), 500)}
          <ErrorNotice error={error} />
          <DialogActions onClose={onClose}>
            <Button
              type="submit"
              loading={add.isPending || edit.isPending}
              disabled={(name.en + name.zh).trim() === '' || words.quantity.trim() === ''}
            >
              {t('common:actions.save')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}

export function RemoveAdditionDialog({ addition, onClose }: { addition: Addition; onClose: () => void }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const remove = useMutation(
    trpc.boms.removeAddition.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened onClose={onClose} title={t('mbom.removeTitle', { name: format.text(addition.name) })}>
      <Stack gap="sm">
        <p>{t('mbom.removeBody')}</p>
        <ErrorNotice error={remove.error} />
        <DialogActions onClose={onClose}>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate({ additionId: addition.id, version: addition.version })}
          >
            {t('mbom.remove')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
