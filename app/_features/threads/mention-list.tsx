'use client'
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no element lists choices while the focus stays in a text */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import type { Candidate } from './types'
import classes from './mention-list.module.css'

type Props = Readonly<{
  id: string
  candidates: readonly Candidate[]
  active: number
  onChoose: (candidate: Candidate) => void
}>

/** Who can be named here; the keyboard stays in the text. */
export function MentionList({ id, candidates, active, onChoose }: Props) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const { org } = useViewer()
  if (candidates.length === 0) {
    return <output className={classes.none}>{t('mention.none')}</output>
  }
  return (
    <div id={id} role="listbox" aria-label={t('mention.label')} className={classes.list}>
      {candidates.map((person, index) => (
        // The text keeps the focus; arrows and Enter are handled there.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
        >
          <span className={classes.name}>{format.person(person)}</span>
          {person.honorific !== '' && <span className={classes.dim}>{person.honorific}</span>}
          {person.orgId === org?.id && <span className={classes.dim}>{t('mention.colleague')}</span>}
        </div>
      ))}
    </div>
  )
}
