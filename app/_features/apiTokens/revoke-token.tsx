'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import type { ListedToken } from '@/server/domains/apiTokens/queries/list-tokens'

export type RevokeTokenProps = Readonly<{ token: ListedToken | null; opened: boolean; onClose: () => void }>

/** Asks before a token is ended for good. */
export function RevokeToken({ token, opened, onClose }: RevokeTokenProps) {
  const { t } = useTranslation('apiTokens')
  const trpc = useTRPC()
  const client = useQueryClient()
  const revoke = useMutation(
    trpc.apiTokens.revokeToken.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('ended') })
        onClose()
        await client.invalidateQueries(trpc.apiTokens.listTokens.queryFilter())
      },
    }),
  )
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('revokeTitle', { name: token?.name ?? '' })}>
      <Stack>
        <p>{t('revokeBody')}</p>
        <ErrorNotice error={revoke.error} />
        <DialogActions onClose={onClose}>
          <Button color="red" loading={revoke.isPending} onClick={() => token && revoke.mutate({ tokenId: token.id })}>
            {t('revoke')}
          </Button>
        </DialogActions>
      </Stack>
    </DialogOpened>
  )
}
