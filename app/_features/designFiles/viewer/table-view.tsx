'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { UploadRefused } from '@/app/_lib/upload'
import { paths } from '@/app/_lib/paths'
import type { DesignTable } from '@/server/domains/designFiles/drawing/drawing'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import type { Pins } from '../pins/use-pins'
import boardClasses from './board-view.module.css'
import { fetchAnswer } from './fetch-bytes'
import classes from './table-view.module.css'
import { ViewFrame } from './view-frame'

/** A spreadsheet as plain cells: nothing is computed and nothing runs. */
export function TableView({ view, pins }: Readonly<{ view: FileView; pins: Pins }>) {
  const { t } = useTranslation('designViewer')
  const { file } = view
  const [at, setAt] = useState(0)
  const table = useQuery({
    queryKey: ['design table', file.sha256],
    queryFn: () => fetchAnswer<DesignTable>(paths.designTable(file.id)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => count < 2 && !(error instanceof UploadRefused),
  })
  const sheets = table.data?.sheets ?? []
  const sheet = sheets[at] ?? null
  const columns = Math.max(0, ...(sheet?.rows.map(({ cells }) => cells.length) ?? []))
  return (
    <ViewFrame
      view={view}
      pins={pins}
      fileIds={[file.id]}
      placeable={false}
      layers={[]}
      aside={null}
      tools={
        <>
          {sheets.length > 1 && (
            <NativeSelect
              size="sm"
              aria-label={t('view.sheet')}
              value={String(at)}
              data={sheets.map(({ name }, index) => ({ value: String(index), label: name || String(index + 1) }))}
              onChange={({ currentTarget: { value } }) => setAt(Number(value))}
            />
          )}
          {sheet?.cut && <span className={boardClasses.page}>{t('view.tableCut')}</span>}
        </>
      }
    >
      {table.error ? (
        <div className={boardClasses.failed}>
          <ErrorNotice error={table.error} onRetry={() => void table.refetch()} />
        </div>
      ) : sheet === null ? (
        <Skeleton height={200} m={16} width="auto" />
      ) : columns === 0 ? (
        <p className={classes.empty}>{t('view.tableEmpty')}</p>
      ) : (
        // Reached by keys, so that it can be scrolled by them.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={classes.scroll} aria-label={file.name} tabIndex={0}>
          <table className={classes.table}>
            <tbody>
              {sheet.rows.map(({ row, cells }) => (
                <tr key={row}>
                  <th scope="row">{row}</th>
                  {Array.from({ length: columns }, (_, column) => (
                    <td key={column}>{cells[column] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </ViewFrame>
  )
}
