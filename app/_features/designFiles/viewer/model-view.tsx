'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { paths } from '@/app/_lib/paths'
import { UploadRefused } from '@/app/_lib/upload'
import type { Model } from '@/server/domains/designFiles/modelling/model'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import { DraftMarker, PinMarker } from '../pins/pin-marker'
import type { Pins } from '../pins/use-pins'
import { PictureInstead } from './picture-instead'
import stageClasses from './board-stage.module.css'
import classes from './board-view.module.css'
import { fetchAnswer, fetchBytes } from './fetch-bytes'
import { ModelScene } from './model-scene'
import { modelShape, readMesh, type Shape } from './model-shape'
import { ZoomTools } from './view-tools'
import { ViewFrame } from './view-frame'

/** Triangles a browser turns smoothly on a phone. */
const mostTriangles = 3_000_000

/** Whether this browser shows bodies, once it was asked: each answer takes one of the few contexts a phone has. */
let has3d: boolean | undefined
const canShow3d = (): boolean => document.createElement('canvas').getContext('webgl2') !== null

async function openShape(file: FileView['file']): Promise<Shape> {
  const shown = file.reading?.shown
  if (shown?.fact === 'mesh' && shown.triangles > mostTriangles) throw new UploadRefused('designFiles.drawingTooMuch')
  if (!(has3d ??= canShow3d())) throw new UploadRefused('designFiles.noWebgl')
  if (file.reading?.kind === 'step') return modelShape(await fetchAnswer<Model>(paths.designDrawing(file.id)))
  const bytes = await fetchBytes(file)
  try {
    return readMesh(bytes)
  } catch {
    throw new UploadRefused('designFiles.pictureUnreadable')
  }
}

/** A mesh or the bodies of a STEP file, turned by hand, with what people pinned to its faces. */
export function ModelView({ view, pins }: Readonly<{ view: FileView; pins: Pins }>) {
  const { t } = useTranslation('designViewer')
  const { file } = view
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [model, setModel] = useState<ModelScene | null>(null)
  // Pins follow the model: they are put in place anew with every picture of it.
  const [, drawn] = useReducer((pictures: number) => pictures + 1, 0)
  const shape = useQuery({
    queryKey: ['design shape', file.sha256, file.nameKey],
    queryFn: () => openShape(file),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    retry: (count, error) => count < 2 && !(error instanceof UploadRefused),
  })
  useEffect(() => {
    if (!shape.data || !canvas.current || !stage.current) return
    const made = new ModelScene(canvas.current, shape.data, drawn)
    const watch = new ResizeObserver(([entry]) => {
      made.resize(entry?.contentRect.width ?? 0, entry?.contentRect.height ?? 0)
      setModel(made)
    })
    watch.observe(stage.current)
    return () => {
      watch.disconnect()
      made.stop()
      setModel(null)
    }
  }, [shape.data])

  const down = useRef<Readonly<{ x: number; y: number }> | null>(null)
  const pick = (x: number, y: number) => {
    if (pins.asking === null || model === null) return
    const place = model.pick(x, y)
    if (place) pins.point({ fileId: file.id, anchor: { kind: 'model', ...place } })
  }
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !model) return
    const { clientWidth, clientHeight } = event.currentTarget
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => model.turn(-0.2, 0),
      ArrowRight: () => model.turn(0.2, 0),
      ArrowUp: () => model.turn(0, 0.2),
      ArrowDown: () => model.turn(0, -0.2),
      '+': () => model.zoom(1.2),
      '=': () => model.zoom(1.2),
      '-': () => model.zoom(0.8),
      '0': () => model.fit(),
      Enter: () => pick(clientWidth / 2, clientHeight / 2),
      Escape: () => pins.ask(null),
    }
    const move = moves[event.key]
    if (!move) return
    move()
    event.preventDefault()
  }
  const { error } = shape
  const draft = pins.draft?.anchor
  const facesLeftOut = shape.data?.facesLeftOut ?? 0
  return (
    <ViewFrame
      view={view}
      pins={pins}
      fileIds={[file.id]}
      placeable={model !== null}
      layers={[]}
      aside={null}
      tools={
        <>
          <span className={classes.page}>
            {t('view.modelHint')}
            {facesLeftOut > 0 && <output> {t('view.facesMissing', { count: facesLeftOut })}</output>}
          </span>
          <ZoomTools onZoom={(factor) => model?.zoom(factor)} onFit={() => model?.fit()} />
        </>
      }
    >
      {error ? (
        <div className={classes.failed}>
          <ErrorNotice error={error} onRetry={() => void shape.refetch()} />
          <PictureInstead file={file} />
        </div>
      ) : (
        // Turning has no role of its own; the buttons beside it do the same.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          ref={stage}
          className={stageClasses.stage}
          role="application"
          aria-label={t('view.stage', { name: file.name })}
          aria-describedby="model-keys"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          data-asking={pins.asking !== null || undefined}
          data-painted={model !== null || undefined}
          onKeyDown={keys}
          onPointerDown={({ clientX, clientY }) => (down.current = { x: clientX, y: clientY })}
          onPointerUp={({ clientX, clientY, currentTarget }) => {
            const from = down.current
            if (!from || Math.hypot(clientX - from.x, clientY - from.y) > 5) return
            const { left, top } = currentTarget.getBoundingClientRect()
            pick(clientX - left, clientY - top)
          }}
        >
          <canvas ref={canvas} className={stageClasses.canvas} />
          <span id="model-keys" hidden>
            {t('view.keysOfModel')}
          </span>
          {pins.asking !== null && (
            <>
              <span className={stageClasses.cross} aria-hidden />
              <output className={stageClasses.ask}>
                {t(pins.asking === 'move' ? 'view.moveHint' : 'view.placeHint')}
              </output>
            </>
          )}
          {!model && <span className={classes.note}>{t('view.opening')}</span>}
          {model &&
            pins.pins.map((pin) => {
              if (pin.fileId !== file.id || pin.anchor.kind !== 'model') return null
              const at = model.project(pin.anchor)
              return (
                <PinMarker
                  key={pin.id}
                  pin={pin}
                  at={at}
                  faint={at.hidden}
                  chosen={pin.id === pins.chosen?.id}
                  onChoose={() => pins.choose(pin.id)}
                />
              )
            })}
          {model && draft?.kind === 'model' && <DraftMarker at={model.project(draft)} />}
        </div>
      )}
    </ViewFrame>
  )
}
