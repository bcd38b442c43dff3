'use client'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { differences } from '@/server/domains/designFiles/drawing/differences'
import { comparedSheets, type ComparedSheet } from '@/server/domains/designFiles/painting/sheet-scenes'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { ComparedFile } from '@/server/domains/designFiles/rules/comparison'
import { BoardStage } from '../viewer/board-stage'
import { useDrawn } from '../viewer/use-board'
import { useCamera } from '../viewer/use-camera'
import { Tool } from '../viewer/tool'
import { ZoomTools } from '../viewer/view-tools'
import { MixLegend, MixTools } from './mix-tools'
import classes from './overlay.module.css'

/** A sheet of a schematic before and after, over each other on paper, and the places where they differ. */
export function SheetOverlay({ file }: Readonly<{ file: ComparedFile<ViewedFile> }>) {
  const { t } = useTranslation('designViewer')
  const [mix, setMix] = useState(0.5)
  const shownMix = useDeferredValue(mix)
  const old = useDrawnSheet(file.before)
  const now = useDrawnSheet(file.after)
  const places = useMemo(
    () => (old.sheet && now.sheet ? differences(drawnOf(old.sheet), drawnOf(now.sheet)) : []),
    [old.sheet, now.sheet],
  )
  const [place, setPlace] = useState<number | null>(null)
  const scene = useMemo(
    () => comparedSheets(old.sheet, now.sheet, shownMix, places),
    [old.sheet, now.sheet, shownMix, places],
  )
  const paper = (now.sheet ?? old.sheet)?.paper ?? null
  const ready = !old.pending && !now.pending
  const { seen, size, setSize, change, fit, step, show } = useCamera(paper, ready && paper !== null)
  const turn = (by: 1 | -1) => {
    const next = place === null ? (by === 1 ? 0 : places.length - 1) : (place + by + places.length) % places.length
    setPlace(next)
    if (places[next]) show(places[next])
  }
  const error = old.error ?? now.error
  return (
    <div className={classes.overlay}>
      <div className={classes.tools}>
        {places.length > 0 && (
          <span className={classes.places}>
            <Tool label={t('compare.placeBack')} Icon={IconChevronLeft} onClick={() => turn(-1)} />
            <span aria-live="polite">
              {place === null
                ? t('compare.places', { count: places.length })
                : t('compare.placeOf', { n: place + 1, count: places.length })}
            </span>
            <Tool label={t('compare.placeOn')} Icon={IconChevronRight} onClick={() => turn(1)} />
          </span>
        )}
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
          measured={false}
        >
          {!ready && <span className={classes.note}>{t('view.opening')}</span>}
          {ready && old.sheet && now.sheet && places.length === 0 && (
            <span className={classes.same}>{t('compare.sameSheet')}</span>
          )}
        </BoardStage>
      )}
      <MixLegend same="#1b1f22" />
    </div>
  )
}

const drawnOf = ({ layers }: ComparedSheet) => layers.map(({ drawn }) => drawn)

function useDrawnSheet(file: ViewedFile | null) {
  const { drawn, error, pending } = useDrawn(file)
  const sheet = useMemo(
    (): ComparedSheet | null => (drawn?.sheet ? { layers: drawn.layers, paper: drawn.sheet.paper } : null),
    [drawn],
  )
  return { sheet, error, pending }
}
