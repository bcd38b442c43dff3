'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { ComparedFile } from '@/server/domains/designFiles/rules/comparison'
import { BoardStage } from '../viewer/board-stage'
import { boxOfPage, comparedPages } from '../viewer/page-scene'
import { PageTools, ZoomTools } from '../viewer/view-tools'
import { useCamera } from '../viewer/use-camera'
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
  const shownMix = useDeferredValue(mix)
  const old = usePage(file.before, page, sharp)
  const now = usePage(file.after, page, sharp)
  const [before, after] = [page <= old.count ? old.picture : null, page <= now.count ? now.picture : null]
  const count = Math.max(old.count, now.count)
  const scene = useMemo(() => comparedPages(before, after, shownMix), [before, after, shownMix])
  const sheet = after ?? before
  const box = useMemo(() => (sheet ? boxOfPage(sheet) : null), [sheet])
  const { seen, size, setSize, change, fit, step } = useCamera(box, sheet !== null)
  const turnTo = (next: number) => {
    setPage(next)
    fit()
  }
  const error = old.error ?? now.error
  return (
    <div className={classes.overlay}>
      <div className={classes.tools}>
        <PageTools page={page} count={count} onTurn={turnTo} />
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
          {!sheet && <span className={classes.note}>{t('view.opening')}</span>}
        </BoardStage>
      )}
      <MixLegend same="#1b1f22" />
    </div>
  )
}
