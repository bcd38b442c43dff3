'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { comparedSheets, type ComparedSheet } from '@/server/domains/designFiles/painting/sheet-scenes'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { ComparedFile } from '@/server/domains/designFiles/rules/comparison'
import { BoardStage } from '../viewer/board-stage'
import { drawingQuery } from '../viewer/use-board'
import { useCamera } from '../viewer/use-camera'
import { ZoomTools } from '../viewer/view-tools'
import { MixLegend, MixTools } from './mix-tools'
import classes from './overlay.module.css'

/** A sheet of a schematic before and after, over each other on paper. */
export function SheetOverlay({ file }: Readonly<{ file: ComparedFile<ViewedFile> }>) {
  const { t } = useTranslation('designViewer')
  const [mix, setMix] = useState(0.5)
  const shownMix = useDeferredValue(mix)
  const old = useDrawnSheet(file.before)
  const now = useDrawnSheet(file.after)
  const scene = useMemo(() => comparedSheets(old.sheet, now.sheet, shownMix), [old.sheet, now.sheet, shownMix])
  const paper = (now.sheet ?? old.sheet)?.paper ?? null
  const ready = !old.pending && !now.pending
  const { seen, size, setSize, change, fit, step } = useCamera(paper, ready && paper !== null)
  const same = useMemo(
    () => old.sheet !== null && now.sheet !== null && contentOf(old.sheet) === contentOf(now.sheet),
    [old.sheet, now.sheet],
  )
  const error = old.error ?? now.error
  return (
    <div className={classes.overlay}>
      <div className={classes.tools}>
        <MixTools mix={mix} onMix={setMix} />
        <ZoomTools onZoom={step} onFit={fit} />
      </div>
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} />
        </div>
      ) : (
        <BoardStage
          label={t('compare.stage', { name: file.name })}
          scene={scene}
          camera={seen}
          size={size}
          onSize={setSize}
          onCamera={change}
          onFit={fit}
          asking={null}
          onPoint={ignore}
          onEscape={ignore}
          measured={false}
        >
          {!ready && <span className={classes.note}>{t('view.opening')}</span>}
          {ready && same && <span className={classes.same}>{t('compare.sameSheet')}</span>}
        </BoardStage>
      )}
      <MixLegend same="#1b1f22" />
    </div>
  )
}

const ignore = () => undefined
const contentOf = ({ layers }: ComparedSheet): string => JSON.stringify(layers.map(({ drawn }) => drawn))

/** Stands for the side that has no such file; never asked for. */
const nothing = { id: '', sha256: '', nameKey: '' } as const

function useDrawnSheet(file: ViewedFile | null) {
  const { data, error, isPending, isError } = useQuery(drawingQuery(file ?? nothing, file !== null))
  const sheet = useMemo(
    (): ComparedSheet | null => (data?.sheet ? { layers: data.layers, paper: data.sheet.paper } : null),
    [data],
  )
  return { sheet, error, pending: file !== null && isPending && !isError }
}
