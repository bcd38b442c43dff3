'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import { longestName } from '@/server/domains/firmware/rules/firmware-file'
import { isSecret, longestKey } from '@/server/domains/firmware/rules/public-key'

export type KeyDialogProps = Readonly<{ opened: boolean; onClose: () => void }>

/** Registers a public key. A private one is refused here already, before it goes anywhere. */
export function KeyDialog({ opened, onClose }: KeyDialogProps) {
  const { t } = useTranslation('firmware')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('key.register')}>
      <KeyForm onClose={onClose} />
    </DialogOpened>
  )
}

function KeyForm({ onClose }: Pick<KeyDialogProps, 'onClose'>) {
  const { t } = useTranslation(['firmware', 'errors'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [publicKey, setPublicKey] = useState('')
  const register = useMutation(
    trpc.firmware.registerKey.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
        onClose()
      },
    }),
  )
  const secret = isSecret(publicKey)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        register.mutate({ name, publicKey })
      }}
    >
      <Stack>
        <Text>{t('firmware:key.body')}</Text>
        <TextInput
          label={t('firmware:key.name')}
          maxLength={longestName}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('firmware:key.public')}
          description={t('firmware:key.publicHint')}
          maxLength={longestKey}
          minRows={4}
          spellCheck={false}
          value={publicKey}
          error={secret ? t('errors:firmware.keySecret') : undefined}
          onChange={(event) => setPublicKey(event.currentTarget.value)}
        />
        <ErrorNotice error={register.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={register.isPending}
            disabled={name.trim() === '' || publicKey.trim() === '' || secret}
          >
            {t('firmware:key.register')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
