'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Group } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { AuditEntry, Names } from '@/server/domains/audit/queries/read-entries'
import { useExport } from './use-export'
import { useSentence } from './use-sentence'
import { VerifyChain } from './verify-chain'
import classes from './audit-log.module.css'

const domains = [
  'products',
  'specs',
  'gates',
  'boms',
  'changes',
  'threads',
  'attachments',
  'language',
  'orgs',
  'people',
] as const
type Page = { items: AuditEntry[]; names: Names; nextCursor: number | null }

/** The organisation's log: who did what when, in the reader's language, to filter, check and take away. */
export function AuditLog({ first }: { first: Page }) {
  const { t } = useTranslation(['audit', 'common'])
  const trpc = useTRPC()
  const [domain, setDomain] = useState('')
  const pages = useInfiniteQuery(
    trpc.audit.listEntries.infiniteQueryOptions(
      { domain },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        ...(domain === '' ? { initialData: { pages: [first], pageParams: [null] } } : {}),
      },
    ),
  )
  const entries = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const names: Names = Object.assign({}, ...(pages.data?.pages.map((page) => page.names) ?? []))
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} actions={<Export />} />
      <Group justify="space-between" align="end" mb="sm" gap="sm">
        <NativeSelect
          label={t('filter')}
          value={domain}
          onChange={(event) => setDomain(event.currentTarget.value)}
          data={[
            { value: '', label: t('all') },
            ...domains.map((each) => ({ value: each, label: t(`domain.${each}`) })),
          ]}
        />
        <VerifyChain />
      </Group>
      <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />
      {entries.length > 0 && <Entries entries={entries} names={names} />}
      {pages.isSuccess && entries.length === 0 && <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>}
      {pages.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('common:actions.more')}
          </Button>
        </Group>
      )}
    </>
  )
}

function Entries({ entries, names }: { entries: readonly AuditEntry[]; names: Names }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const sentence = useSentence(names)
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('who')}</th>
          <th scope="col">{t('what')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { who, org, what, reason } = sentence(entry)
          return (
            <tr key={entry.seq}>
              <td className={classes.when}>
                <time dateTime={entry.at.toISOString()}>{format.moment(entry.at)}</time>
              </td>
              <td className={classes.who}>
                {who}
                {org !== '' && <span className={classes.org}>{org}</span>}
              </td>
              <td>
                {what}
                {reason !== '' && <q className={classes.reason}>{reason}</q>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Export() {
  const { t } = useTranslation('audit')
  const { run, pending, error } = useExport()
  return (
    <>
      <ErrorNotice error={error} />
      <ActionMenu
        trigger={
          <Button variant="default" loading={pending} leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}>
            {t('export')}
          </Button>
        }
        entries={[
          { label: t('exportCsv'), onClick: () => run('csv') },
          { label: t('exportJson'), onClick: () => run('jsonl') },
        ]}
      />
    </>
  )
}
