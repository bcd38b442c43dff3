'use client'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Loader } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import classes from './structure.module.css'
import { totalColumns } from './total-columns'
import { useTotals } from './totals'
import type { BuildView } from './types'

/** All totals on paper: fetched, laid out whole, handed to the printer, and gone again. */
export function PrintTotals({ revision, build, onDone }: BuildView & Readonly<{ onDone: () => void }>) {
  const { t } = useTranslation(['boms', 'common'])
  const format = useFormat()
  const { data, error, refetch, isPlaceholderData } = useTotals({ revision, build })
  const ready = data !== undefined && !isPlaceholderData
  useEffect(() => {
    if (!ready) return
    window.addEventListener('afterprint', onDone, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', onDone)
  }, [ready, onDone])
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!ready) return <Loader size="sm" aria-label={t('common:state.loading')} />
  const columns = totalColumns({ t, format })
  return (
    <>
      <p>
        {t('boms:structure.quantity')}: {format.quantity(build.quantity)} {build.variant ?? ''} ·{' '}
        {t('boms:revision', { number: revision.letter ?? revision.number })}
      </p>
      <table className={classes.print}>
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
          {data.totals.map((row) => (
            <tr key={`${row.role} ${row.identity}`}>
              {columns.map(({ key, text }) => (
                <td key={key}>{text(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
