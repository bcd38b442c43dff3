'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { Variant } from './types'

type Props = Readonly<{
  revisionId: string
  version: number
  /** Null: a new one. */
  variant: Variant | null
  onClose: () => void
}>

/** Code and name of a variant. */
export function VariantDialog({ revisionId, version, variant, onClose }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [code, setCode] = useState(variant?.code ?? '')
  const [name, setName] = useState({ en: variant?.name.en ?? '', zh: variant?.name.zh ?? '' })
  const done = {
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
      onClose()
    },
  }
  const add = useMutation(trpc.boms.addVariant.mutationOptions(done))
  const rename = useMutation(trpc.boms.renameVariant.mutationOptions(done))
  const title = variant === null ? t('variants.addTitle') : t('variants.renameTitle', { code: variant.code })
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (variant === null) add.mutate({ revisionId, version, code, name })
          else rename.mutate({ revisionId, version, code: variant.code, newCode: code, name })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('variants.code')}
            description={t('variants.codeHint')}
            required
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextInput
            label={t('variants.nameEn')}
            maxLength={120}
            value={name.en}
            onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
          />
          <TextInput
            label={t('variants.nameZh')}
            maxLength={120}
            value={name.zh}
            onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
          />
          <ErrorNotice error={add.error ?? rename.error} />
          <DialogActions onClose={onClose}>
            <Button type="submit" loading={add.isPending || rename.isPending} disabled={code.trim() === ''}>
              {t('common:actions.save')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}

type RemoveProps = Readonly<{ revisionId: string; version: number; code: string; onClose: () => void }>

export function RemoveVariantDialog({ revisionId, version, code, onClose }: RemoveProps) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const remove = useMutation(
    trpc.boms.removeVariant.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened onClose={onClose} title={t('variants.removeTitle', { code })}>
      <Stack gap="sm">
        <p>{t('variants.removeBody')}</p>
        <ErrorNotice error={remove.error} />
        <DialogActions onClose={onClose}>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ revisionId, version, code })}>
            {t('variants.remove')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
