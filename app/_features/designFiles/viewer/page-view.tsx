'use client'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import { DraftMarker, PinMarker } from '../pins/pin-marker'
import type { Pins } from '../pins/use-pins'
import { PictureInstead } from './picture-instead'
import { BoardStage } from './board-stage'
import classes from './board-view.module.css'
import { toScreen, type Point, type Size } from './camera'
import { boxOfPage, pageScene, unitsOf } from './page-scene'
import { PageTools, ZoomTools } from './view-tools'
import { useCamera } from './use-camera'
import { usePage } from './use-page'
import { ViewFrame } from './view-frame'

/** Widths a page is drawn in: closer than one of them, the next is asked for. */
const widths = [1_600, 3_200, 5_600] as const

/** A picture or the pages of a PDF, with what people pinned to them. */
export function PageView({ view, pins }: Readonly<{ view: FileView; pins: Pins }>) {
  const { t } = useTranslation('designViewer')
  const { file } = view
  const { chosen } = pins
  const [page, setPage] = useState(chosen?.anchor.kind === 'page' ? chosen.anchor.page : 1)
  const [pixels, setPixels] = useState<number>(widths[0])
  const { count, picture, error, retry } = usePage(file, page, pixels)
  const sheet = useMemo(() => (picture ? unitsOf(picture) : null), [picture])
  const scene = useMemo(() => (picture ? pageScene(picture) : []), [picture])
  const box = useMemo(() => (picture ? boxOfPage(picture) : null), [picture])
  const { seen, size, setSize, change, fit, step, centre } = useCamera(box, sheet !== null)
  const wanted = seen && sheet ? sheet.width * seen.scale * Math.min(window.devicePixelRatio, 2) : 0
  const width = widths.find((each) => each >= wanted) ?? widths[2]
  // Once drawn sharp, a page stays so.
  if (width > pixels) setPixels(width)

  const turnTo = (next: number) => {
    setPage(next)
    fit()
    setPixels(widths[0])
  }
  const [centred, setCentred] = useState<string | null>(null)
  if (seen !== null && sheet !== null && (chosen?.id ?? null) !== centred) {
    setCentred(chosen?.id ?? null)
    if (chosen?.anchor.kind === 'page' && chosen.fileId === file.id) {
      if (chosen.anchor.page !== page) turnTo(chosen.anchor.page)
      else centre(placeOf(chosen.anchor, sheet))
    }
  }
  const point = ({ x, y }: Point) => {
    if (pins.asking === null || sheet === null) return
    const share = (value: number) => Math.min(10_000, Math.max(0, Math.round(value * 10_000)))
    const anchor = { kind: 'page' as const, page, x: share(x / sheet.width), y: share(-y / sheet.height) }
    pins.point({ fileId: file.id, anchor })
  }
  const draft = pins.draft?.anchor
  return (
    <ViewFrame
      view={view}
      pins={pins}
      fileIds={[file.id]}
      placeable={picture !== null}
      layers={[]}
      aside={null}
      tools={
        <>
          <PageTools page={page} count={count} onTurn={turnTo} />
          <ZoomTools onZoom={step} onFit={fit} />
        </>
      }
    >
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} onRetry={retry} />
          <PictureInstead file={file} page={page} />
        </div>
      ) : (
        <BoardStage
          label={t('view.stage', { name: file.name })}
          scene={scene}
          camera={seen}
          size={size}
          onSize={setSize}
          onCamera={change}
          onFit={fit}
          asking={pins.asking === null ? null : t(pins.asking === 'move' ? 'view.moveHint' : 'view.placeHint')}
          onPoint={point}
          onEscape={() => pins.ask(null)}
          onKey={(key) => {
            const next = key === 'PageDown' ? page + 1 : key === 'PageUp' ? page - 1 : 0
            if (next < 1 || next > count) return false
            turnTo(next)
            return true
          }}
          measured={false}
        >
          {picture === null && <span className={classes.note}>{t('view.opening')}</span>}
          {seen &&
            sheet &&
            pins.pins.map((pin) =>
              pin.fileId === file.id && pin.anchor.kind === 'page' && pin.anchor.page === page ? (
                <PinMarker
                  key={pin.id}
                  pin={pin}
                  at={toScreen(seen, size, placeOf(pin.anchor, sheet))}
                  chosen={pin.id === chosen?.id}
                  onChoose={() => pins.choose(pin.id)}
                />
              ) : null,
            )}
          {seen && sheet && draft?.kind === 'page' && <DraftMarker at={toScreen(seen, size, placeOf(draft, sheet))} />}
        </BoardStage>
      )}
    </ViewFrame>
  )
}

/** Ten-thousandths from the upper left corner as a point of the sheet, which lies below the line y = 0. */
const placeOf = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: (x / 10_000) * width,
  y: (-y / 10_000) * height,
})
