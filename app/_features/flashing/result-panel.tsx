'use client'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { uploadFile } from '@/app/_lib/upload'
import type { ReportOutcome } from '@/server/domains/flashing/commands/report-results'
import type { FlashPackageView, ListedResult } from '@/server/domains/flashing/queries/get-package'
import classes from './package-page.module.css'
import { ReportSummary } from './report-summary'

/** What stations said, newest first; the ways to say more. */
export function ResultPanel({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const [show, setShow] = useState<'all' | 'flagged'>('all')
  const { counts } = found
  const list = useInfiniteQuery(
    trpc.flashing.listResults.infiniteQueryOptions(
      { packageId: found.id, show },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
  )
  const results = list.data?.pages.flatMap((page) => page.results) ?? []
  const summary = { units: counts.units, stations: counts.stations, results: counts.results }
  return (
    <Panel
      flush
      title={counts.results === 0 ? t('results.title') : t('results.summary', summary)}
      actions={<Tools found={found} />}
    >
      <Upload found={found} />
      {counts.flagged > 0 && (
        <div className={classes.outcome}>
          <SegmentedControl
            size="xs"
            aria-label={t('results.outcome')}
            value={show}
            onChange={setShow}
            data={[
              { value: 'all', label: t('results.all') },
              { value: 'flagged', label: t('results.flaggedOnly') },
            ]}
          />
        </div>
      )}
      <ErrorNotice error={list.error} />
      {results.length === 0 ? (
        <p className={classes.outcome}>{t('results.none')}</p>
      ) : (
        <ResultTable productId={found.productId} results={results} />
      )}
      {list.hasNextPage && (
        <p className={classes.outcome}>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('results.more')}
          </Button>
        </p>
      )}
    </Panel>
  )
}

function Tools({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  return (
    <div className={`${classes.tools} no-print`}>
      {found.mayReport && (
        <Button component={Link} size="compact-md" href={paths.flashStation(found.productId, found.id)}>
          {t('results.stationPage')}
        </Button>
      )}
      {found.counts.results > 0 && (
        <Button
          component="a"
          size="compact-md"
          variant="default"
          href={paths.files.flashResults(found.id)}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('results.export')}
        </Button>
      )}
    </div>
  )
}

/** A sheet from a station; what became of each row is said, and stays until the next one. */
function Upload({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  const trpc = useTRPC()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<Readonly<{ busy: boolean; outcome: ReportOutcome | null; error: unknown }>>({
    ...{ busy: false, outcome: null, error: null },
  })
  if (!found.mayReport) return null
  const send = async (file: File) => {
    setState({ busy: true, outcome: null, error: null })
    try {
      const url = paths.files.uploadFlashResults(found.id)
      // The route answers with the outcome of its command.
      const outcome = (await uploadFile(url, file, { query: {}, onProgress: () => undefined })) as ReportOutcome
      setState({ busy: false, outcome, error: null })
      await client.invalidateQueries({ queryKey: trpc.flashing.pathKey() })
    } catch (error) {
      setState({ busy: false, outcome: null, error })
    }
  }
  return (
    <div className={`${classes.outcome} no-print`}>
      <Button
        variant="default"
        size="compact-md"
        loading={state.busy}
        leftSection={<IconUpload size={16} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {t('results.upload')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.xlsx,.xls,.txt,.tsv,.ods"
        data-testid="flash-results"
        aria-label={t('results.upload')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) void send(file)
          currentTarget.value = ''
        }}
      />
      <ErrorNotice error={state.error} />
      {state.outcome && <ReportSummary outcome={state.outcome} />}
    </div>
  )
}

function ResultTable({ productId, results }: { productId: string; results: readonly ListedResult[] }) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  return (
    <div className={classes.scroll}>
      <table className={classes.results}>
        <thead>
          <tr>
            <th scope="col">{t('results.serial')}</th>
            <th scope="col">{t('results.outcome')}</th>
            <th scope="col">{t('results.station')}</th>
            <th scope="col">{t('results.time')}</th>
            <th scope="col">{t('results.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result.id} data-stopped={(result.flagged && !result.setAside) || undefined}>
              <td className="mono">
                <TextLink href={paths.flashing(productId, result.serial)}>{result.serial}</TextLink>
              </td>
              <td>
                <Mark tone={result.flagged ? 'stop' : 'good'}>{t(`outcome.${result.outcome}`)}</Mark>{' '}
                {result.flags.map((flag) => t(`flag.${flag}`)).join(' · ')} {result.note}
                {result.setAside && <Mark tone="amber">{t('setAside.mark')}</Mark>}
              </td>
              <td>{result.station}</td>
              <td>{format.moment(result.at)}</td>
              <td className="mono">{result.sha256.slice(0, 8)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
