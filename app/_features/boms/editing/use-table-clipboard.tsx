'use client'
import { useCallback, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridColumn, GridRange } from '@/app/_components/data-grid'
import { tsvRow, type GridCell } from '@/app/_components/grid-keys'
import { notify } from '@/app/_components/notify'
import { onFirstUse } from '@/app/_components/on-first-use'
import { useErrorText } from '@/app/_lib/errors'
import type { Bom, Line } from '../types'
import type { PasteDialogProps, PasteRequest } from './paste-dialog'

const PasteDialog = onFirstUse<PasteDialogProps>(() => import('./paste-dialog').then((module) => module.PasteDialog))

/** Lines that are copied at once, and lines asked for at a time. */
const [most, page] = [5_000, 200]

type Load = (offset: number, limit: number) => Promise<Readonly<{ lines: readonly Line[] }>>
type Args = Readonly<{
  bom: Bom
  revision: Bom['revisions'][number]
  editable: boolean
  columns: readonly GridColumn<Line>[]
  total: number
  load: Load
}>

/** The grid as a table of a spreadsheet: ranges are copied with headings, blocks are pasted after a look at them. */
export function useTableClipboard({ bom, revision, editable, columns, total, load }: Args): Readonly<{
  /** Null copies everything the filter lets through. */
  copy: (range: GridRange | null) => void
  paste: ((text: string, at: GridCell) => void) | undefined
  dialog: ReactNode
}> {
  const { t } = useTranslation('bomRevisions')
  const errorText = useErrorText()
  const [request, setRequest] = useState<PasteRequest | null>(null)
  const copy = useCallback(
    (range: GridRange | null) => {
      const from = range?.firstRow ?? 0
      const count = range === null ? total : Math.min(range.lastRow, total - 1) - from + 1
      if (count > most) return notify({ color: 'red', message: t('copy.tooMany', { most }) })
      const shown = range === null ? columns : columns.slice(range.firstColumn, range.lastColumn + 1)
      const made = readAll(load, from, count).then((lines) =>
        [
          tsvRow(shown.map(({ header }) => header)),
          ...lines.map((line) => tsvRow(shown.map(({ text }) => text(line)))),
        ].join('\n'),
      )
      writeClipboard(made)
        .then(() => notify({ message: t('copy.copied', { count }), autoClose: 1_500 }))
        .catch((error: unknown) => notify({ color: 'red', message: errorText(error) }))
    },
    [columns, total, load, t, errorText],
  )
  const paste = (text: string, at: GridCell) => {
    if (!editable) return notify({ color: 'red', message: t('paste.noDraft') })
    setRequest({ text, row: at.row, columns: columns.slice(at.column).map(({ key, header }) => ({ key, header })) })
  }
  return {
    copy,
    paste: bom.mayWrite ? paste : undefined,
    dialog: (
      <PasteDialog
        opened={request !== null}
        revisionId={revision.id}
        request={request}
        total={total}
        read={(from, count) => readAll(load, from, count)}
        onClose={() => setRequest(null)}
      />
    ),
  }
}

async function readAll(load: Load, from: number, count: number): Promise<Line[]> {
  const found: Line[] = []
  for (let at = from; at < from + count; at += page)
    found.push(...(await load(at, Math.min(page, from + count - at))).lines)
  return found
}

/** Some browsers write only while the key is still warm: they are given the promise of the text. */
async function writeClipboard(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text)
  const blob = text.then((tsv) => new Blob([tsv], { type: 'text/plain' }))
  await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}
