'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { Bom } from './types'

export function RenameDialog({ bom, onClose }: { bom: Bom; onClose: () => void }) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [name, setName] = useState({ en: bom.name.en, zh: bom.name.zh })
  const rename = useMutation(
    trpc.boms.renameBom.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened onClose={onClose} title={t('rename.title')}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          rename.mutate({ bomId: bom.id, version: bom.version, name })
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('rename.en')}
            maxLength={120}
            value={name.en}
            onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
          />
          <TextInput
            label={t('rename.zh')}
            maxLength={120}
            value={name.zh}
            onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
          />
          <ErrorNotice error={rename.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending} disabled={name.en.trim() === '' && name.zh.trim() === ''}>
              {t('common:actions.save')}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  )
}
