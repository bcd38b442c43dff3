'use client'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Group, Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Import } from '../types'
import classes from './import-page.module.css'
import { useImport } from './use-import'

const ImportBody = beside(
  () => import('./import-body').then((module) => module.ImportBody),
  () => <Waiting />,
)

/** A file on its way in: how it was read, what is wrong with it, and the decision to accept it. */
export function ImportPage({ importId }: { importId: string }) {
  const { t } = useTranslation(['boms', 'common'])
  const { stored, preview, choices, change, error, refresh, saving } = useImport(importId)
  if (stored.error) return <ErrorNotice error={stored.error} onRetry={() => void stored.refetch()} />
  if (!stored.data || !choices) return <Waiting />
  const found = stored.data
  if (found.state !== 'preview') return <Decided found={found} />
  const shown = preview.data
  const busy = saving || (preview.isFetching && shown !== undefined)
  return (
    <div className={classes.page} aria-busy={busy}>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title}>{found.fileName}</h1>
          <p className={classes.hint}>{t('import.notStored')}</p>
        </div>
        <Discard found={found} />
      </header>
      <ErrorNotice error={error} onRetry={() => void refresh()} />
      {preview.error ? (
        <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
      ) : shown === undefined ? (
        <Waiting label={t('import.reading')} />
      ) : (
        <ImportBody found={found} preview={shown} choices={choices} change={change} busy={busy} />
      )}
    </div>
  )
}

function Discard({ found }: { found: Import }) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const discard = useMutation(
    trpc.boms.discardImport.mutationOptions({ onSuccess: () => router.push(paths.newImport(found.productId)) }),
  )
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('import.discard')}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('import.discard')}>
        <Stack gap="md">
          <Text>{t('import.discardAsk')}</Text>
          <ErrorNotice error={discard.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('common:actions.cancel')}
            </Button>
            <Button
              color="red"
              loading={discard.isPending}
              onClick={() => discard.mutate({ importId: found.id, version: found.version })}
            >
              {t('import.discard')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}

function Decided({ found }: { found: Import }) {
  const { t } = useTranslation(['boms'])
  return (
    <Panel title={found.fileName}>
      <Stack align="flex-start" gap="sm">
        <span>{t(found.state === 'committed' ? 'import.accepted' : 'import.discarded')}</span>
        {found.bomId !== null && found.state === 'committed' ? (
          <Button
            component={Link}
            href={`${paths.bom(found.productId, found.bomId)}${found.revisionId === null ? '' : `?revision=${found.revisionId}`}`}
          >
            {t('import.open')}
          </Button>
        ) : (
          <Button component={Link} href={paths.newImport(found.productId)}>
            {t('new')}
          </Button>
        )}
      </Stack>
    </Panel>
  )
}

const Waiting = ({ label }: { label?: string }) => (
  <div className={classes.page} role={label === undefined ? undefined : 'status'}>
    {label !== undefined && <p className={classes.hint}>{label}</p>}
    <Skeleton height={64} />
    <Skeleton height={220} />
    <Skeleton height={320} />
  </div>
)
