'use client'
import { IconGitMerge } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Alert } from '@/app/_components/ui/alert'
import classes from './conflict.module.css'
import { openFields, readField, rivalFields, type Edit, type EditField, type Side } from './merge'

type Props = Readonly<{
  edit: Edit
  valueIn: (field: EditField, raw: string) => string
  onChoose: (field: EditField, side: Side) => void
}>

/** What somebody else saved beside what is typed here, field by field, to choose from. */
export function Conflict({ edit, valueIn, onChoose }: Props) {
  const { t } = useTranslation('specs')
  const { rival, base } = edit
  if (rival === null) return null
  const open = openFields(edit).length
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<IconGitMerge size={18} stroke={1.6} />}
      title={t('editor.conflictTitle')}
    >
      <div className={classes.message}>
        <p className={classes.body}>{t('editor.conflictBody')}</p>
        {rivalFields(edit).map((field) => (
          <fieldset key={field} className={classes.field}>
            <legend className={classes.name}>{t(`field.${field}`)}</legend>
            <div className={classes.sides}>
              {(['mine', 'theirs'] as const).map((side) => (
                <label key={side} className={classes.side} data-chosen={rival.chosen[field] === side || undefined}>
                  <span className={classes.who}>
                    <input
                      type="radio"
                      name={`side ${field}`}
                      checked={rival.chosen[field] === side}
                      onChange={() => onChoose(field, side)}
                    />
                    {t(`editor.${side}`)}
                  </span>
                  <span className={classes.value}>
                    {valueIn(field, readField(side === 'mine' ? rival.mine : rival.content, field)) ||
                      t('requirement.historyEmpty')}
                  </span>
                </label>
              ))}
            </div>
            <span className={classes.before}>
              {t('editor.before', { text: valueIn(field, readField(base, field)) || t('requirement.historyEmpty') })}
            </span>
          </fieldset>
        ))}
        {open > 0 && <strong>{t('editor.open', { count: open })}</strong>}
      </div>
    </Alert>
  )
}
