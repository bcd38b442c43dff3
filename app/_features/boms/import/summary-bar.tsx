'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useLocale } from '@/app/_lib/i18n'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Changes, Import, Preview } from '../types'
import classes from './summary-bar.module.css'
import type { Choices } from './use-import'

type Props = Readonly<{
  found: Import
  preview: Preview
  choices: Choices
  onChange: (choices: Choices) => void
  busy: boolean
}>

/** What would be stored, what still stands in the way, and the one button that stores it. */
export function SummaryBar({ found, preview, choices, onChange, busy }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const format = useFormat()
  const locale = useLocale()
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const boms = useQuery(trpc.boms.listBoms.queryOptions({ productId: found.productId }))
  const { counts, detected } = preview
  const suggested = detected.preamble.productName ?? found.fileName.replace(/\.[^.]{1,5}$/, '')
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? suggested
  const commit = useMutation(
    trpc.boms.commitImport.mutationOptions({
      onSuccess: async ({ bomId }) => {
        await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        router.push(paths.bom(found.productId, bomId))
      },
    }),
  )
  const fresh = choices.bomId === null
  const changes = useQuery(
    trpc.boms.previewChanges.queryOptions(
      { importId: found.id, version: preview.version, filter: 'all', offset: 0, limit: 50 },
      { staleTime: Infinity, enabled: !fresh && !preview.refused },
    ),
  )
  const reason = blockedBecause(preview, fresh && name.trim() === '', fresh ? undefined : changes.data?.counts)
  const lines = t('lines', { count: counts.lines })
  const accept = () =>
    commit.mutate({
      importId: found.id,
      version: preview.version,
      name: fresh ? (locale === 'zh' ? { en: '', zh: name } : { en: name, zh: '' }) : undefined,
    })
  return (
    <section className={classes.bar} aria-label={t('import.summary')}>
      <ErrorNotice error={commit.error} />
      <div className={classes.row}>
        <output className={classes.counts}>
          <strong>{lines}</strong>
          <span>{t('placements', { count: counts.placements })}</span>
          {counts.errors > 0 && (
            <span className={classes.error}>{t('import.count.errors', { count: counts.errors })}</span>
          )}
          {counts.questions > 0 && (
            <span className={classes.error}>{t('import.count.questions', { count: counts.questions })}</span>
          )}
          {counts.warnings > 0 && (
            <span className={classes.warning}>{t('import.count.warnings', { count: counts.warnings })}</span>
          )}
          {counts.leftOut > 0 && (
            <span title={preview.leftOutRows.map((row) => format.count(row)).join(', ')}>
              {t('import.count.leftOut', { count: counts.leftOut })}
            </span>
          )}
          {busy && <span className={classes.saving}>{t('import.saving')}</span>}
        </output>
        <div className={classes.target}>
          <NativeSelect
            aria-label={t('import.target')}
            value={choices.bomId ?? ''}
            data={[
              { value: '', label: t('import.targetNew') },
              ...(boms.data?.boms ?? []).map((bom) => ({
                value: bom.id,
                label: t('import.targetOf', { name: format.text(bom.name) }),
              })),
            ]}
            onChange={({ currentTarget: { value } }) => onChange({ ...choices, bomId: value || null })}
          />
          {fresh && (
            <TextInput
              aria-label={t('import.name')}
              placeholder={t('import.name')}
              maxLength={120}
              value={name}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <Button
            onClick={accept}
            disabled={reason !== null || busy}
            loading={commit.isPending || commit.isSuccess}
            aria-describedby="accept-reason"
          >
            {t('import.accept', { lines })}
          </Button>
        </div>
      </div>
      <output id="accept-reason" className={classes.reason}>
        {commit.isPending
          ? t('import.accepting', { lines })
          : reason === null
            ? ''
            : t(`import.blocked.${reason.key}`, { count: reason.count })}
      </output>
    </section>
  )
}

type Reason = Readonly<{
  key: 'file' | 'rows' | 'questions' | 'flood' | 'empty' | 'name' | 'inReview' | 'unchanged'
  count: number
}>

/** The first thing to settle before a file can be accepted. */
export function blockedBecause(
  { refused, blockers, counts, base }: Pick<Preview, 'refused' | 'blockers' | 'counts' | 'base'>,
  nameless: boolean,
  changes?: Changes['counts'],
): Reason | null {
  if (refused || blockers.file.length > 0) return { key: 'file', count: 0 }
  if (blockers.flood) return { key: 'flood', count: 0 }
  if (blockers.rows.length > 0) return { key: 'rows', count: blockers.rows.length }
  if (blockers.questions.length > 0) return { key: 'questions', count: blockers.questions.length }
  if (counts.lines === 0) return { key: 'empty', count: 0 }
  if (base?.state === 'inReview') return { key: 'inReview', count: 0 }
  if (changes && changes.added + changes.removed + changes.changed === 0) return { key: 'unchanged', count: 0 }
  return nameless ? { key: 'name', count: 0 } : null
}
