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
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'

export type CreatePartDialogProps = Readonly<{
  line: Readonly<{ id: string; version: number; position: number }>
  proposedNumber: string
  opened: boolean
  onClose: () => void
}>

/** Makes an entry of the library from a line; only its number is asked for. */
export function CreatePartDialog({ line, proposedNumber, opened, onClose }: CreatePartDialogProps) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [number, setNumber] = useState(proposedNumber)
  const create = useMutation(
    trpc.boms.createPartFromLine.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        await client.invalidateQueries({ queryKey: trpc.parts.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened={opened} onClose={onClose} title={t('match.createTitle', { position: line.position })}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ lineId: line.id, version: line.version, number })
        }}
      >
        <Stack>
          <ErrorNotice error={create.error} />
          <TextInput
            label={t('match.number')}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            maxLength={60}
            required
            data-autofocus
            autoComplete="off"
          />
          <Text size="sm" c="dimmed">
            {t('match.createHint')}
          </Text>
          <DialogActions onClose={onClose}>
            <Button type="submit" loading={create.isPending} disabled={number.trim() === ''}>
              {t('match.createDo')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}
