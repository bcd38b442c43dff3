'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import type { RowResult } from '@/server/domains/parts/exchange/plan-sheet'
import type { SheetProposal } from '@/server/domains/parts/queries/propose-sheet'
import { useCellText } from './use-cell-text'
import classes from './import-page.module.css'

const kinds = ['new', 'changed', 'unchanged', 'error'] as const
const tones = { new: 'accent', changed: 'amber', unchanged: 'muted', error: 'red' } as const
const step = 100

type Props = Readonly<{
  proposal: SheetProposal
  applying: boolean
  onAccept: () => void
  onRestart: () => void
}>

/** What a file would do, row by row, and the button that does it. */
export function ProposalView({ proposal, applying, onAccept, onRestart }: Props) {
  const { t } = useTranslation(['parts', 'common'])
  const { results, ignored, cut } = proposal
  const counts = Object.fromEntries(
    kinds.map((kind) => [kind, results.filter(({ result }) => result === kind).length]),
  ) as Record<(typeof kinds)[number], number>
  const due = counts.new + counts.changed
  const [show, setShow] = useState<'all' | (typeof kinds)[number]>('all')
  const [shown, setShown] = useState(step)
  const listed = show === 'all' ? results : results.filter(({ result }) => result === show)
  return (
    <>
      <div className={classes.bar}>
        <Button loading={applying} disabled={due === 0} onClick={onAccept}>
          {t('parts:import.accept', { count: due })}
        </Button>
        <Button variant="default" onClick={onRestart}>
          {t('parts:import.again')}
        </Button>
        <output className={classes.faint}>
          {kinds.map((kind) => t(`parts:import.${kind}`, { count: counts[kind] })).join(' · ')}
        </output>
      </div>
      {due === 0 && counts.error === 0 && <Alert role="note">{t('parts:import.nothing')}</Alert>}
      {counts.error > 0 && (
        <Alert role="note" variant="light" color="yellow">
          {t('parts:import.leftOut', { count: counts.error })}
        </Alert>
      )}
      {ignored.length > 0 && (
        <p className={classes.faint}>{t('parts:import.ignored', { names: ignored.join(' · ') })}</p>
      )}
      {cut > 0 && <p className={classes.faint}>{t('parts:import.cut', { count: cut })}</p>}
      <div className={classes.over}>
        <SegmentedControl
          aria-label={t('parts:import.show')}
          value={show}
          onChange={(value) => {
            setShow(value)
            setShown(step)
          }}
          data={(['all', ...kinds] as const).map((value) => ({
            value,
            label: value === 'all' ? t('parts:import.all') : t(`parts:import.result.${value}`),
          }))}
        />
      </div>
      <Panel flush>
        <ul className={classes.rows}>
          {listed.slice(0, shown).map((result) => (
            <ResultRow key={result.row} result={result} />
          ))}
        </ul>
        {listed.length > shown && (
          <Button m={10} size="compact-md" variant="subtle" onClick={() => setShown(shown + step)}>
            {t('common:actions.more')}
          </Button>
        )}
      </Panel>
    </>
  )
}

function ResultRow({ result: { row, number, result, changes, problem } }: { result: RowResult }) {
  const { t } = useTranslation('parts')
  const said = useCellText()
  return (
    <li className={classes.row}>
      <span className={classes.head}>
        <span className={classes.faint}>{t('import.row', { row })}</span>
        <strong>{number}</strong>
        <Chip tone={tones[result]}>{t(`import.result.${result}`)}</Chip>
      </span>
      {problem && (
        <span className={classes.fault}>
          {t(`sheet.problem.${problem.code}`, {
            field: problem.field === null ? '' : t(`sheet.column.${problem.field}`),
            value: problem.value,
          })}
        </span>
      )}
      {changes.length > 0 && (
        <ul className={classes.changes}>
          {changes.map(({ field, from, to }) => (
            <li key={field}>
              <span className={classes.faint}>{t(`sheet.column.${field}`)}</span>{' '}
              {from !== '' && (
                <>
                  <del>{said(field, from)}</del> →{' '}
                </>
              )}
              <ins>{to === '' ? t('import.blank') : said(field, to)}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
