'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import type { Preview, Reading } from '../types'
import classes from './cell-meanings.module.css'

type Props = Readonly<{ preview: Preview; reading: Reading; onChange: (reading: Reading) => void }>
type Field = Preview['detected']['values'][number]['field']

/** The different cells of columns that have few, with how each is read; the person may say otherwise. */
export function CellMeanings({ preview, reading, onChange }: Props) {
  const { t } = useTranslation(['boms', 'bomImport'])
  const format = useFormat()
  const { values } = preview.detected
  if (values.length === 0) return null
  const say = (field: Field, key: string, meaning: string) => {
    const cells = { ...reading.values?.[field], [key]: meaning }
    onChange({ ...reading, values: { ...reading.values, [field]: cells } })
  }
  return (
    <Panel title={t('boms:import.cells.title')} flush>
      <p className={classes.hint}>{t('boms:import.cells.hint')}</p>
      <div className={classes.fields}>
        {values.map(({ field, meanings, cells, more }) => (
          <fieldset key={field} className={classes.field}>
            <legend>{t(`bomImport:field.${field}`)}</legend>
            <ul className={classes.cells}>
              {cells.map(({ key, text, count, meaning }) => {
                const chosen = reading.values?.[field]?.[key]
                return (
                  <li key={key} data-unknown={meaning === 'none' || undefined}>
                    <span className={classes.text} title={text}>
                      {text}
                    </span>
                    <span className={classes.count}>
                      {t('boms:import.cells.count', { count, formatted: format.count(count) })}
                      {chosen !== undefined && <em> · {t('boms:import.cells.yours')}</em>}
                    </span>
                    <NativeSelect
                      aria-label={t('boms:import.cells.meaningOf', { text, field: t(`bomImport:field.${field}`) })}
                      value={meaning}
                      data={meanings.map((value) => ({ value, label: t(`bomImport:meaning.${value}`) }))}
                      onChange={({ currentTarget: { value } }) => say(field, key, value)}
                    />
                  </li>
                )
              })}
            </ul>
            {more > 0 && <p className={classes.more}>{t('boms:import.cells.more', { count: more })}</p>}
          </fieldset>
        ))}
      </div>
    </Panel>
  )
}
