'use client'
import { useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { DataGrid, type GridHandle } from '@/app/_components/data-grid'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { useFormat } from '@/app/_lib/format'
import { useTRPCClient } from '@/app/_lib/trpc'
import type { PreviewFilter } from '@/server/domains/boms/reading/digest'
import type { Preview } from '../types'
import { useWindows } from '../use-windows'
import { previewColumns, type PreviewLine } from './preview-columns'
import classes from './preview-lines.module.css'
import { useMessageText } from './use-message-text'

export type PreviewHandle = Readonly<{ goTo: (row: number) => void }>
type Props = Readonly<{
  importId: string
  version: number
  preview: Preview
  leftOut: readonly number[]
  onLeaveOut: (leftOut: readonly number[]) => void
  handle: Ref<PreviewHandle>
}>

const rowHeight = 46
const unsorted = { column: '', descending: false }

/** Every line as it would be stored, beside the cells it was read from. */
export function PreviewLines({ importId, version, preview, leftOut, onLeaveOut, handle }: Props) {
  const { t } = useTranslation(['boms', 'bomImport'])
  const format = useFormat()
  const client = useTRPCClient()
  const [filter, setFilter] = useState<PreviewFilter>('all')
  const [openIndex, setOpenIndex] = useState<number | null>(null)
  const grid = useRef<GridHandle>(null)
  const section = useRef<HTMLDivElement>(null)
  const windows = useWindows({
    list: [['boms', 'previewLines'], { importId, version, filter }],
    expected: preview.counts.lines,
    load: (offset, limit) => client.boms.previewLines.query({ importId, version, filter, offset, limit }),
  })
  const columns = useMemo(
    () => previewColumns({ t, format, columns: preview.detected.columns }),
    [t, format, preview.detected.columns],
  )
  const goTo = async (row: number) => {
    const { offset, lines } = await client.boms.previewLines.query({ importId, version, filter: 'all', aroundRow: row })
    const at = lines.findIndex(({ line }) => line.row >= row)
    setFilter('all')
    setOpenIndex(offset + Math.max(0, at))
    grid.current?.scrollTo(offset + Math.max(0, at))
    // Once the details of the row are there, below the grid.
    requestAnimationFrame(() => section.current?.scrollIntoView({ block: 'end' }))
  }
  useImperativeHandle(handle, () => ({ goTo: (row) => void goTo(row) }))
  const opened = openIndex === null ? undefined : windows.rowAt(openIndex)
  const flip = (row: number) =>
    onLeaveOut(leftOut.includes(row) ? leftOut.filter((each) => each !== row) : [...leftOut, row])
  return (
    <div ref={section} className={classes.section}>
      <Panel
        title={t('boms:import.preview')}
        flush
        actions={
          <SegmentedControl
            size="xs"
            aria-label={t('boms:grid.filters')}
            value={filter}
            onChange={(value) => {
              setFilter(value === 'errors' || value === 'warnings' ? value : 'all')
              setOpenIndex(null)
            }}
            data={[
              { value: 'all', label: t('boms:import.previewAll') },
              { value: 'errors', label: t('boms:import.previewErrors') },
              { value: 'warnings', label: t('boms:import.previewWarnings') },
            ]}
          />
        }
      >
        <ErrorNotice error={windows.error} onRetry={windows.retry} />
        {windows.total === 0 && windows.settled ? (
          <output className={classes.none}>{t('boms:import.previewNone')}</output>
        ) : (
          <div className={classes.grid} style={{ height: Math.min(430, 38 + Math.max(3, windows.total) * rowHeight) }}>
            <DataGrid
              label={t('boms:import.preview')}
              columns={columns}
              rowCount={windows.total}
              rowHeight={rowHeight}
              rowAt={windows.rowAt}
              onRange={windows.onRange}
              sort={unsorted}
              onSort={() => undefined}
              onOpen={setOpenIndex}
              openIndex={openIndex}
              toneOf={toneOf}
              handle={grid}
            />
          </div>
        )}
        {opened && <Opened row={opened} preview={preview} onFlip={() => flip(opened.line.row)} />}
      </Panel>
    </div>
  )
}

const toneOf = ({ messages, leftOut }: PreviewLine) =>
  leftOut
    ? ('muted' as const)
    : messages.some(({ severity }) => severity === 'E')
      ? ('error' as const)
      : messages.some(({ severity }) => severity === 'W')
        ? ('warning' as const)
        : undefined

/** The chosen row: its messages in words, all of its cells, and the choice to leave it out. */
function Opened({
  row: { line, messages, leftOut },
  preview,
  onFlip,
}: {
  row: PreviewLine
  preview: Preview
  onFlip: () => void
}) {
  const { t } = useTranslation(['boms', 'bomImport'])
  const textOf = useMessageText()
  return (
    <div className={classes.opened} aria-live="polite">
      <div className={classes.openedHead}>
        <strong>{t('boms:import.goToRow', { row: line.row })}</strong>
        <Button size="compact-md" variant={leftOut ? 'light' : 'default'} onClick={onFlip}>
          {t(leftOut ? 'boms:import.takeIn' : 'boms:import.leaveOut')}
        </Button>
      </div>
      {messages.length > 0 && (
        <ul className={classes.messages}>
          {messages.map(({ code, severity, column, params }) => (
            <li key={`${code} ${column} ${JSON.stringify(params)}`} data-severity={severity}>
              {textOf(code, params)}
            </li>
          ))}
        </ul>
      )}
      <dl className={classes.cells}>
        {preview.detected.columns
          .filter(({ letter }) => (line.raw[letter] ?? '') !== '')
          .map(({ letter, header }) => (
            <div key={letter}>
              <dt>
                {letter} {header}
              </dt>
              <dd className="mono">{line.raw[letter]}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
