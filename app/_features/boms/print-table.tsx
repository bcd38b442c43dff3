'use client'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Loader } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { lineColumns } from './columns'
import classes from './print-table.module.css'
import type { Bom } from './types'
import { useStoredColumns } from './use-stored-columns'

const most = 2_000
const page = 200

/** All lines at once, for paper; asks the browser to print when they are there. */
export function PrintTable({
  bom,
  revision,
  onDone,
}: {
  bom: Bom
  revision: Bom['revisions'][number]
  onDone: () => void
}) {
  const { t } = useTranslation(['boms', 'bomImport', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const [keys] = useStoredColumns()
  const columns = useMemo(
    () => lineColumns(keys, bom.seesPrices, { t, format, questions: {} }),
    [keys, bom.seesPrices, t, format],
  )
  const pages = useQueries({
    queries: Array.from({ length: Math.ceil(Math.min(revision.lineCount, most) / page) }, (_, index) =>
      trpc.boms.lines.queryOptions(
        { revisionId: revision.id, offset: index * page, limit: page },
        { staleTime: Infinity },
      ),
    ),
  })
  const ready = pages.every(({ isSuccess }) => isSuccess)
  useEffect(() => {
    if (!ready) return
    window.addEventListener('afterprint', onDone, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', onDone)
  }, [ready, onDone])
  if (!ready) return <Loader size="sm" aria-label={t('common:state.loading')} />
  return (
    <>
      {revision.lineCount > most && <p>{t('boms:grid.printLimit', { count: most })}</p>}
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ key, header }) => (
              <th key={key} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pages.flatMap(({ data }) =>
            (data?.lines ?? []).map((line) => (
              <tr key={line.id}>
                {columns.map(({ key, text }) => (
                  <td key={key}>{text(line)}</td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  )
}
