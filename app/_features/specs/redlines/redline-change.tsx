'use client'
import { useTranslation } from 'react-i18next'
import type { RedlineChange } from '@/server/domains/specs/rules/redline'
import { ChangedText } from '../compare/changed-text'
import { sayValue } from './history'
import classes from './redlines.module.css'
import { useFieldName } from './use-field-name'

/** A change as it is read: figures old and new, texts with what changes in them. */
export function RedlineChangeText({ change: { field, from, to }, unit }: { change: RedlineChange; unit: string }) {
  const { t } = useTranslation('specs')
  const name = useFieldName()
  const language = field.endsWith('.en') ? 'en' : field.endsWith('.zh') ? 'zh' : null
  const say = (value: string) => sayValue(field, value, unit) || t('redline.nothing')
  return (
    <div className={classes.change}>
      <span className={classes.field}>{name(field)}</span>
      {language === null ? (
        <span>
          <del>{say(from)}</del>
          <span aria-hidden> → </span>
          <ins>{say(to)}</ins>
        </span>
      ) : (
        <ChangedText from={from} to={to} language={language} show="both" />
      )}
    </div>
  )
}
