'use client'
import { useId, useState, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './paste-table.module.css'

/** A block copied from Excel or WPS, pasted as it is: cells are separated by tabs, which makes it a file like any other. */
export function PasteTable({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation(['boms'])
  const [refused, setRefused] = useState(false)
  const id = useId()
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    const text = event.clipboardData.getData('text/plain')
    const table = /\t/.test(text) && /\n./.test(text)
    setRefused(!table)
    if (table) onFile(new File([text], `${t('import.paste.fileName')}.tsv`, { type: 'text/tab-separated-values' }))
  }
  return (
    <div className={classes.paste}>
      <label htmlFor={id}>{t('import.paste.label')}</label>
      <textarea
        id={id}
        className={classes.field}
        rows={1}
        placeholder={t('import.paste.placeholder')}
        value=""
        onChange={() => undefined}
        onPaste={onPaste}
        data-testid="bom-paste"
      />
      {refused && (
        <p role="alert" className={classes.refusal}>
          {t('import.paste.noTable')}
        </p>
      )}
    </div>
  )
}
