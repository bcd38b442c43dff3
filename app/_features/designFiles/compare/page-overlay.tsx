'use client'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { ComparedFile } from '@/server/domains/designFiles/rules/comparison'
import { BoardStage } from '../viewer/board-stage'
import { fitted, zoomed, type Camera, type Size } from '../viewer/camera'
import { comparedPages, unitsOf } from '../viewer/page-scene'
import { PageTools, ZoomTools } from '../viewer/view-tools'
import { usePage } from '../viewer/use-page'
import { MixLegend, MixTools } from './mix-tools'
import classes from './overlay.module.css'

/** Pixels a compared page is wide. */
const sharp = 3_200

/** One page of a file before and after, over each other. */
export function PageOverlay({ file }: Readonly<{ file: ComparedFile<ViewedFile> }>) {
  const { t } = useTranslation('designViewer')
  const [page, setPage] = useState(1)
  const [mix, setMix] = useState(0.5)
  const [held, setHeld] = useState<Camera | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const shownMix = useDeferredValue(mix)
  const old = usePage(file.before, page, sharp)
  const now = usePage(file.after, page, sharp)
  const [before, after] = [page <= old.count ? old.picture : null, page <= now.count ? now.picture : null]
  const count = Math.max(old.count, now.count)
  const scene = useMemo(() => comparedPages(before, after, shownMix), [before, after, shownMix])
  const sheet = after ?? before
  const whole = useMemo(() => {
    const { width, height } = sheet ? unitsOf(sheet) : { width: 1, height: 1 }
    return fitted([0, -height, width, 0], size, false)
  }, [sheet, size])
  const changeCamera = useCallback(
    (change: (from: Camera) => Camera) => setHeld((from) => change(from ?? whole)),
    [whole],
  )
  const step = (factor: number) =>
    changeCamera((from) => zoomed(from, size, factor, { x: size.width / 2, y: size.height / 2 }))
  const turnTo = (next: number) => {
    setPage(next)
    setHeld(null)
  }
  const error = old.error ?? now.error
  return (
    <div className={classes.overlay}>
      <div className={classes.tools}>
        <PageTools page={page} count={count} onTurn={turnTo} />
        <MixTools mix={mix} onMix={setMix} />
        <ZoomTools onZoom={step} onFit={() => setHeld(null)} />
      </div>
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} />
        </div>
      ) : (
        <BoardStage
          label={t('compare.stage', { name: file.name })}
          scene={scene}
          camera={sheet && size.width > 0 ? (held ?? whole) : null}
          size={size}
          onSize={setSize}
          onCamera={changeCamera}
          onFit={() => setHeld(null)}
          asking={null}
          measured={false}
        >
          {!sheet && <span className={classes.note}>{t('view.opening')}</span>}
        </BoardStage>
      )}
      <MixLegend same="#1b1f22" />
    </div>
  )
}
