'use client'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { Severity } from '@/server/domains/boms/importing/messages'
import { Chip } from '@/app/_components/chip'
import type { Preview } from '../types'
import classes from './message-list.module.css'
import { useMessageText } from './use-message-text'

type Props = Readonly<{
  preview: Preview
  importId: string
  /** Only the sentences, for a file that could not be read. */
  plain?: boolean
  onGoTo?: (row: number) => void
  leftOut?: readonly number[]
  onLeaveOut?: (leftOut: readonly number[]) => void
}>

const tones: Record<Severity, 'red' | 'amber' | 'accent' | 'muted'> = { E: 'red', W: 'amber', Q: 'accent', I: 'muted' }

/** What the importer has to say, gathered by kind, worst first. Each place leads to its row. */
export function MessageList({ preview, importId, plain = false, onGoTo, leftOut = [], onLeaveOut }: Props) {
  const { t } = useTranslation(['boms', 'bomImport'])
  const format = useFormat()
  const textOf = useMessageText()
  const { groups, blockers } = preview
  if (plain) return groups.map(({ code, places }) => <span key={code}>{textOf(code, places[0]?.params ?? {})}</span>)
  if (groups.length === 0) return <p className={classes.none}>{t('boms:import.noMessages')}</p>
  return (
    <>
      <div className={classes.tools}>
        {onLeaveOut && blockers.rows.length > 0 && (
          <Button
            size="compact-md"
            variant="light"
            onClick={() => onLeaveOut([...new Set([...leftOut, ...blockers.rows])])}
          >
            {t('boms:import.leaveOutAll', { count: blockers.rows.length })}
          </Button>
        )}
        {onLeaveOut && leftOut.length > 0 && (
          <Button size="compact-md" variant="default" onClick={() => onLeaveOut([])}>
            {t('boms:import.takeInAll')}
          </Button>
        )}
        <Button
          size="compact-md"
          variant="default"
          component="a"
          href={paths.files.importReport(importId)}
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {t('boms:import.report')}
        </Button>
      </div>
      {groups.map(({ code, severity, count, places }) => (
        <details key={code} className={classes.group} open={severity === 'E' || undefined}>
          <summary>
            <Chip tone={tones[severity]}>{t(`bomImport:severity.${severity}`)}</Chip>
            <span className={classes.count}>{format.count(count)}</span>
            <span className={classes.first}>{textOf(code, places[0]?.params ?? {})}</span>
          </summary>
          <ul className={classes.places}>
            {places.map(({ row, column, params, leftOut: gone }) => (
              <li key={`${row} ${column} ${JSON.stringify(params)}`} data-gone={gone || undefined}>
                {row === null || !onGoTo ? (
                  <span className={classes.where}>{t('boms:import.wholeFile')}</span>
                ) : (
                  <button type="button" className={classes.where} onClick={() => onGoTo(row)}>
                    {t('boms:import.goToRow', { row })}
                  </button>
                )}
                <span>{textOf(code, params)}</span>
              </li>
            ))}
            {count > places.length && <li>{t('boms:import.more', { count: count - places.length })}</li>}
          </ul>
        </details>
      ))}
    </>
  )
}
