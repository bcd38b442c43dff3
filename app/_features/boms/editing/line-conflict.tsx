'use client'
import { IconGitMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Alert } from '@/app/_components/ui/alert'
import classes from './line-editor.module.css'
import { cellText, type Merge, type TypedCell } from './typed-line'

type Props = Readonly<{ edit: Merge; onChoose: (cell: TypedCell, side: 'mine' | 'theirs') => void }>

/** What somebody else saved beside what is typed here, cell by cell, to choose from. */
export function LineConflict({ edit, onChoose }: Props) {
  const { t } = useTranslation('bomRevisions')
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<IconGitMerge size={18} stroke={1.6} />}
      title={t('edit.conflictTitle')}
    >
      <p>{t('edit.conflictBody')}</p>
      {edit.rivals.map((rival) => {
        const chosen = cellText(edit.now, rival.cell) === cellText(rival.theirs, rival.cell) ? 'theirs' : 'mine'
        return (
          <fieldset key={rival.cell} className={classes.rival}>
            <legend>
              {rival.cell === 'ownerId'
                ? t('edit.owner')
                : rival.cell === 'dueOn'
                  ? t('edit.dueOn')
                  : t(`field.${rival.cell}`)}
            </legend>
            {(['mine', 'theirs'] as const).map((side) => (
              <label key={side} className={classes.choice}>
                <input
                  type="radio"
                  name={`side ${rival.cell}`}
                  checked={chosen === side}
                  onChange={() => onChoose(rival.cell, side)}
                />
                <span className={classes.who}>{t(`edit.${side}`)}</span>
                <span className={classes.what}>{cellText(rival[side], rival.cell) || t('edit.empty')}</span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </Alert>
  )
}
