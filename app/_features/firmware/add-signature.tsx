'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import { readSignature } from './send-build'

/** Takes a detached signature that was made elsewhere; it is verified before it counts. */
export function AddSignature({ fileId, name }: { fileId: string; name: string }) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [unread, setUnread] = useState<unknown>(null)
  const add = useMutation(
    trpc.firmware.addSignature.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() }),
    }),
  )
  const take = async (file: File) => {
    setUnread(null)
    try {
      add.mutate({ fileId, signature: await readSignature(file) })
    } catch (error) {
      setUnread(error)
    }
  }
  return (
    <div className="no-print">
      <Button
        variant="default"
        size="compact-sm"
        loading={add.isPending}
        aria-label={t('signature.addTo', { name })}
        onClick={() => input.current?.click()}
      >
        {t('signature.add')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('signature.addTo', { name })}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) void take(file)
          currentTarget.value = ''
        }}
      />
      <ErrorNotice error={unread ?? add.error} />
    </div>
  )
}
