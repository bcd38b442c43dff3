'use client'
import { useEffect, useEffectEvent, useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTable } from './columns'
import type { Opening } from './opening'
import classes from './sheet-target.module.css'

type Props = Readonly<{
  /** Null for those who do not edit the draft: then nothing is taken. */
  onOpen: ((opening: Opening) => void) | null
  children: ReactNode
}>

/** Takes a workbook that is dropped on the list, and a table that is pasted while nothing is being typed. */
export function SheetTarget({ onOpen, children }: Props) {
  const { t } = useTranslation('specs')
  const [over, setOver] = useState(false)
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (onOpen === null || event.defaultPrevented || isTyping(event.target) || !isTable(text)) return
    event.preventDefault()
    onOpen({ kind: 'paste', text })
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => onPaste(event)
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    // Dropping is a shortcut; the menu of the document does the same for everyone.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.target}
      onDragOver={(event) => {
        if (onOpen === null || !holdsFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (onOpen === null || !file) return
        event.preventDefault()
        onOpen({ kind: 'file', file })
      }}
    >
      {children}
      {over && <div className={classes.over}>{t('exchange.dropHere')}</div>}
    </div>
  )
}

/** Where a paste belongs to the field it happens in, or to a dialog in front of the list. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"]') !== null
