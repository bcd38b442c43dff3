'use client'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Progress } from '@/app/_components/ui/layout'
import { MAX_FILE_BYTES, MAX_FILE_MB } from '@/server/kernel/workbook-limits'
import type { Source } from './ask'
import classes from './choose-file.module.css'
import { sheetFiles } from './sheet-files'

type Props = Readonly<{
  /** A file that was dropped before the dialog opened. */
  dropped: File | null
  /** What is being read, by its name, and how much of it was sent (0…1); null while there is nothing. */
  sending: Readonly<{ name: string; share: number }> | null
  onSource: (source: Source) => void
}>

/** Where a workbook is chosen or dropped. It is read once, so that saving it again outside changes nothing here. */
export function ChooseFile({ dropped, sending, onSource }: Props) {
  const { t } = useTranslation('specs')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file || sending) return
    if (file.size > MAX_FILE_BYTES) return setRefusal(t('exchange.tooLarge', { name: file.name, most: MAX_FILE_MB }))
    const bytes = await file.arrayBuffer().catch(() => null)
    if (bytes === null) return setRefusal(t('exchange.unreadable', { name: file.name }))
    setRefusal(null)
    onSource({ kind: 'file', file: new File([bytes], file.name) })
  }
  const taken = useRef<File | null>(null)
  useEffect(() => {
    if (dropped === null || taken.current === dropped) return
    taken.current = dropped
    void take(dropped)
  })
  return (
    <div className={classes.whole}>
      {/* Dropping is a shortcut; the button below does the same for everyone. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classes.zone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void take(event.dataTransfer.files[0])
        }}
      >
        <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden className={classes.icon} />
        {sending ? (
          <output className={classes.progress}>
            <span>{t(sending.share === 1 ? 'exchange.reading' : 'exchange.uploading', { name: sending.name })}</span>
            <Progress value={sending.share * 100} aria-label={t('exchange.uploading', { name: sending.name })} />
          </output>
        ) : (
          <>
            <p className={classes.call}>{t('exchange.drop')}</p>
            <Button data-autofocus onClick={() => input.current?.click()}>
              {t('exchange.choose')}
            </Button>
            <p className={classes.hint}>{t('exchange.fileHint', { most: MAX_FILE_MB })}</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept={sheetFiles.join(',')}
          aria-label={t('exchange.choose')}
          data-testid="spec-sheet"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {refusal !== null && (
        <p role="alert" className={classes.refusal}>
          {refusal}
        </p>
      )}
    </div>
  )
}
