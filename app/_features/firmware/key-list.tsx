'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Hash } from '@/app/_components/hash'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { FirmwareKeyView } from '@/server/domains/firmware/queries/list-keys'
import type { KeyDialogProps } from './key-dialog'

const KeyDialog = onFirstUse<KeyDialogProps>(() => import('./key-dialog').then((module) => module.KeyDialog))

/** The public keys that signatures of firmware are verified with. Private halves never come here. */
export function KeyList() {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.firmware.listKeys.queryOptions())
  const [adding, setAdding] = useState(false)
  const [retiring, setRetiring] = useState<FirmwareKeyView | null>(null)
  const add = data.mayEdit && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setAdding(true)}>
      {t('key.register')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('key.title')} hint={t('key.hint')} actions={data.keys.length > 0 ? add : undefined} />
      {data.keys.length === 0 ? (
        <EmptyState title={t('key.emptyTitle')} action={add || undefined}>
          {t('key.emptyBody')}
        </EmptyState>
      ) : (
        <Panel flush>
          <Rows>
            {data.keys.map((key) => (
              <KeyRow key={key.id} item={key} onRetire={data.mayEdit ? () => setRetiring(key) : null} />
            ))}
          </Rows>
        </Panel>
      )}
      {data.mayEdit && <KeyDialog opened={adding} onClose={() => setAdding(false)} />}
      <RetireDialog item={retiring} onClose={() => setRetiring(null)} />
    </>
  )
}

function KeyRow({ item, onRetire }: { item: FirmwareKeyView; onRetire: (() => void) | null }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const { name, algorithm, fingerprint, createdAt, registeredBy, retiredAt, signatures } = item
  return (
    <Row
      main={
        <>
          {name} <Mark tone={retiredAt ? 'plain' : 'good'}>{t(retiredAt ? 'key.retired' : 'key.inUse')}</Mark>
        </>
      }
      faint={
        <>
          {t(`key.algorithm.${algorithm}`)} · <Hash sha256={fingerprint} name={name} /> ·{' '}
          {t('key.by', { name: registeredBy ? format.person(registeredBy) : '', day: format.day(createdAt) })} ·{' '}
          {t('key.signatures', { count: signatures })}
          {retiredAt && ` · ${t('signature.retired', { day: format.day(retiredAt) })}`}
        </>
      }
      side={
        onRetire &&
        retiredAt === null && (
          <Button variant="default" size="compact-sm" aria-label={t('key.retireOf', { name })} onClick={onRetire}>
            {t('key.retire')}
          </Button>
        )
      }
    />
  )
}

function RetireDialog({ item, onClose }: { item: FirmwareKeyView | null; onClose: () => void }) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const retire = useMutation(
    trpc.firmware.retireKey.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() }),
    }),
  )
  return (
    <Dialog opened={item !== null} onClose={onClose} title={t('key.retireTitle')}>
      {item && (
        <Stack>
          <Text>{t('key.retireBody', { name: item.name })}</Text>
          <ErrorNotice error={retire.error} />
          <DialogActions onClose={onClose}>
            <Button
              color="red"
              loading={retire.isPending}
              onClick={() => retire.mutate({ keyId: item.id, version: item.version })}
            >
              {t('key.retire')}
            </Button>
          </DialogActions>
        </Stack>
      )}
    </Dialog>
  )
}
