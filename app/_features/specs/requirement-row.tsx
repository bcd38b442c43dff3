'use client'
import { IconGripVertical, IconMessage } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { StateChip } from '@/app/_features/language/bilingual-state'
import { useLocale } from '@/app/_lib/i18n'
import { languageTags } from '@/locales/config'
import { otherLanguage, readIn, type BilingualText } from '@/server/kernel/bilingual'
import { translationOf } from './filter'
import classes from './requirement-list.module.css'
import type { Requirement } from './types'
import { gripMark } from './use-row-drag'

type Props = Readonly<{
  requirement: Requirement
  /** 1 for the first below the headings; counts headings as well. */
  rowIndex: number
  height: number
  selected: boolean
  open: boolean
  /** The one that the keyboard is at: the only tab stop of the list. */
  current: boolean
  selectable: boolean
  figures: string
  owner: string
  checks: number
  blocking: boolean
  questions: number
  both: boolean
  phone: boolean
  /** Held, on its way to another place. */
  dragged: boolean
}>

/** One requirement in the list: a line of a table on a desk, a card on a phone. Presses are heard by the list. */
function Row(props: Props) {
  const { requirement, rowIndex, height, selected, open, current, selectable, figures, owner, both, phone, dragged } =
    props
  const { t } = useTranslation('specs')
  const locale = useLocale()
  const { id, code, title, condition, verification, critical } = requirement
  const other = otherLanguage(readIn(locale, title).language)
  return (
    <tr
      aria-level={2}
      aria-rowindex={rowIndex}
      aria-selected={selectable ? selected : undefined}
      aria-current={open || undefined}
      className={classes.row}
      data-id={id}
      data-critical={critical || undefined}
      data-dragged={dragged || undefined}
      style={{ height }}
      tabIndex={current ? 0 : -1}
    >
      {selectable && (
        <td className={classes.check} data-check>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={selected}
            onChange={() => undefined}
            aria-label={t('doc.selectRow', { code })}
          />
          <span className={classes.grip} title={t('doc.grip')} aria-hidden {...{ [gripMark]: '' }}>
            <IconGripVertical size={16} stroke={1.8} />
          </span>
        </td>
      )}
      <td className={classes.code}>{code}</td>
      <td className={classes.words}>
        <Line text={title} />
        {both && title[other] !== '' && (
          <span className={classes.other} lang={languageTags[other]}>
            {title[other]}
          </span>
        )}
        {!phone && condition[condition.source] !== '' && (
          <span className={classes.condition}>
            <Line text={condition} />
          </span>
        )}
      </td>
      <td className={classes.figures}>{figures}</td>
      <td className={classes.verification}>{verification && t(`verification.${verification}`)}</td>
      <td className={classes.owner}>{owner}</td>
      <td className={classes.marks}>
        <Marks {...props} />
      </td>
    </tr>
  )
}

function Marks({ requirement, checks, blocking, questions }: Props) {
  const { t } = useTranslation('specs')
  const state = translationOf(requirement)
  return (
    <>
      {requirement.critical && (
        <span title={t('doc.criticalTitle')}>
          <Chip tone="red">{t('doc.criticalMark')}</Chip>
        </span>
      )}
      {checks > 0 && (
        <span
          className={classes.checks}
          data-blocking={blocking || undefined}
          title={t('doc.checks', { count: checks })}
        >
          <span aria-hidden>{blocking ? '!' : '?'}</span>
          <span className={classes.hidden}>{t('doc.checks', { count: checks })}</span>
        </span>
      )}
      {questions > 0 && (
        <span className={classes.questions} title={t('doc.openQuestions', { count: questions })}>
          <IconMessage size={14} stroke={1.8} aria-hidden />
          <span aria-hidden>{questions}</span>
          <span className={classes.hidden}>{t('doc.openQuestions', { count: questions })}</span>
        </span>
      )}
      {state !== null && <StateChip state={state} />}
    </>
  )
}

/** A text in the reader's language, on one line, marked with the language it is in. */
function Line({ text }: { text: BilingualText }) {
  const { text: words, language } = readIn(useLocale(), text)
  return (
    <span className={classes.line} lang={languageTags[language]}>
      {words}
    </span>
  )
}

export const RequirementRow = memo(Row)
