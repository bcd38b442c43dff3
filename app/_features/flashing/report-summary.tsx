'use client'
import { useTranslation } from 'react-i18next'
import type { ReportOutcome } from '@/server/domains/flashing/commands/report-results'

const mostShown = 20

/** What became of a report: what was kept, which devices are held back, which rows said nothing. */
export function ReportSummary({ outcome: { kept, repeated, flagged, refused } }: { outcome: ReportOutcome }) {
  const { t } = useTranslation('flashing')
  return (
    <div aria-live="polite">
      <p style={{ margin: '8px 0 0' }}>{t('results.reported', { kept, repeated })}</p>
      {flagged.length > 0 && (
        <>
          <strong>{t('results.flaggedNow', { count: flagged.length })}</strong>
          <ul>
            {flagged.slice(0, mostShown).map(({ row, serial, flags }) => (
              <li key={row}>
                <span className="mono">{serial}</span>: {flags.map((flag) => t(`flag.${flag}`)).join(' · ')}
              </li>
            ))}
            {flagged.length > mostShown && <li>{t('results.moreRows', { count: flagged.length - mostShown })}</li>}
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <>
          <strong>{t('results.refused', { count: refused.length })}</strong>
          <ul>
            {refused.slice(0, mostShown).map(({ row, code, said }) => (
              <li key={`${row} ${code}`}>{t('results.rowAt', { row, reason: t(`row.${code}`, { said }) })}</li>
            ))}
            {refused.length > mostShown && <li>{t('results.moreRows', { count: refused.length - mostShown })}</li>}
          </ul>
        </>
      )}
    </div>
  )
}
