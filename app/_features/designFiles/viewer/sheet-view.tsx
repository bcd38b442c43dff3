'use client'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { paths } from '@/app/_lib/paths'
import { sheetScene } from '@/server/domains/designFiles/painting/sheet-scenes'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import { PictureInstead } from './picture-instead'
import { DraftMarker, PinMarker } from '../pins/pin-marker'
import type { Pins } from '../pins/use-pins'
import { BoardStage } from './board-stage'
import classes from './board-view.module.css'
import { toScreen, type Point } from './camera'
import { ChildSheets } from './child-sheets'
import { LayerList } from './layer-list'
import listClasses from './layer-list.module.css'
import { useCamera } from './use-camera'
import { useSheet, type ChildSheet } from './use-sheet'
import { ViewFrame } from './view-frame'
import { ZoomTools } from './view-tools'

/** A sheet of a schematic on its paper, with what people pinned to it and the sheets below. */
export function SheetView({ view, pins }: Readonly<{ view: FileView; pins: Pins }>) {
  const { t } = useTranslation('designViewer')
  const router = useRouter()
  const { file, set } = view
  const { chosen } = pins
  const { layers, sheet, children, ready, error, retry } = useSheet(file, view.beside)
  const [switched, setSwitched] = useState<ReadonlySet<string> | null>(null)
  const shown = useMemo(() => switched ?? new Set(layers.map(({ key }) => key)), [switched, layers])
  const scene = useMemo(
    () =>
      sheet
        ? sheetScene(
            layers.filter(({ key }) => shown.has(key)),
            sheet.paper,
          )
        : [],
    [layers, shown, sheet],
  )
  const { seen, size, setSize, change, fit, step, centre } = useCamera(sheet?.paper ?? null, ready)
  const [centred, setCentred] = useState<string | null>(null)
  if (seen !== null && (chosen?.id ?? null) !== centred) {
    setCentred(chosen?.id ?? null)
    if (chosen?.anchor.kind === 'board' && chosen.fileId === file.id) centre(turnedOver(chosen.anchor))
  }
  const hrefOf = (fileId: string) => paths.designView(set.productId, set.id, fileId)
  const point = ({ x, y }: Point) => {
    if (pins.asking !== null)
      return pins.point({ fileId: file.id, anchor: { kind: 'board', layer: '', ...turnedOver({ x, y }) } })
    const child = children.find((each) => lies(each, { x, y }))
    if (child?.fileId) router.push(hrefOf(child.fileId))
  }
  const draft = pins.draft?.anchor
  return (
    <ViewFrame
      view={view}
      pins={pins}
      fileIds={[file.id]}
      placeable={ready}
      layers={[]}
      aside={
        <div className={listClasses.column}>
          <ChildSheets sheets={children} hrefOf={hrefOf} />
          <LayerList layers={layers} shown={shown} failed={[]} onShown={setSwitched} />
        </div>
      }
      tools={<ZoomTools onZoom={step} onFit={fit} />}
    >
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} onRetry={retry} />
          <PictureInstead file={file} />
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
          measured={false}
        >
          {!ready && <span className={classes.note}>{t('view.opening')}</span>}
          {seen &&
            pins.pins.map((pin) =>
              pin.fileId === file.id && pin.anchor.kind === 'board' ? (
                <PinMarker
                  key={pin.id}
                  pin={pin}
                  at={toScreen(seen, size, turnedOver(pin.anchor))}
                  chosen={pin.id === chosen?.id}
                  onChoose={() => pins.choose(pin.id)}
                />
              ) : null,
            )}
          {seen && draft?.kind === 'board' && <DraftMarker at={toScreen(seen, size, turnedOver(draft))} />}
        </BoardStage>
      )}
    </ViewFrame>
  )
}

/** Pins count from the upper left corner down, as the program does in which people look for them. */
const turnedOver = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(0 - y) })

const lies = ({ box: [left, bottom, right, top] }: ChildSheet, { x, y }: Point): boolean =>
  x >= left && x <= right && y >= bottom && y <= top
