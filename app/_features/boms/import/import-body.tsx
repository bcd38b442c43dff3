'use client'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import type { Import, Preview, Reading } from '../types'
import { CellMeanings } from './cell-meanings'
import { ImportChanges } from './changes'
import classes from './import-page.module.css'
import { MergeProposals } from './merge-proposals'
import { MessageList } from './message-list'
import { PreviewLines, type PreviewHandle } from './preview-lines'
import { Questions } from './questions'
import { RawTable } from './raw-table'
import { ReadingSettings } from './reading-settings'
import { SameBom } from './same-bom'
import { SummaryBar } from './summary-bar'
import { TemplateBar } from './template-bar'
import type { Choices } from './use-import'

type Props = Readonly<{
  found: Import
  preview: Preview
  choices: Choices
  change: (choices: Choices) => Promise<void>
  busy: boolean
}>

/** What was read, all of it correctable, and the decision. */
export function ImportBody({ found, preview, choices, change, busy }: Props) {
  const { t } = useTranslation(['boms'])
  const lines = useRef<PreviewHandle>(null)
  const read = (reading: Reading) => void change({ ...choices, reading })
  const leaveOut = (leftOut: readonly number[]) => void change({ ...choices, leftOut })
  return (
    <>
      {preview.refused && (
        <div role="alert" className={classes.refused}>
          <strong>{t('import.refusedTitle')}</strong>
          <MessageList preview={preview} importId={found.id} plain />
          <span>{t('import.refusedHint')}</span>
        </div>
      )}
      <TemplateBar
        found={found}
        preview={preview}
        choices={choices}
        onChange={(next) => void change(next)}
        busy={busy}
      />
      {choices.bomId === null && (
        <SameBom preview={preview} busy={busy} onTake={(bomId) => void change({ ...choices, bomId })} />
      )}
      <ReadingSettings preview={preview} reading={choices.reading} onChange={read} />
      {!preview.refused && <Questions preview={preview} reading={choices.reading} onChange={read} />}
      {preview.table.length > 0 && <RawTable preview={preview} reading={choices.reading} onChange={read} />}
      {!preview.refused && (
        <>
          <CellMeanings preview={preview} reading={choices.reading} onChange={read} />
          {preview.base && choices.bomId !== null && <ImportChanges importId={found.id} preview={preview} />}
          <MergeProposals preview={preview} reading={choices.reading} onChange={read} />
          <Panel title={t('import.messages')} flush>
            <MessageList
              preview={preview}
              importId={found.id}
              onGoTo={(row) => lines.current?.goTo(row)}
              leftOut={choices.leftOut}
              onLeaveOut={leaveOut}
            />
          </Panel>
          <PreviewLines
            importId={found.id}
            version={preview.version}
            preview={preview}
            leftOut={choices.leftOut}
            onLeaveOut={leaveOut}
            handle={lines}
          />
        </>
      )}
      <SummaryBar
        found={found}
        preview={preview}
        choices={choices}
        onChange={(next) => void change(next)}
        busy={busy}
      />
    </>
  )
}
