'use client'
import { IconRulerMeasure } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { boxOf, sideScene, stackScene } from '@/server/domains/designFiles/painting/layer-stack'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import type { DesignPin } from '@/server/domains/designFiles/queries/pins'
import { DraftMarker, PinMarker } from '../pins/pin-marker'
import type { Pins } from '../pins/use-pins'
import { layerKey, shownAtFirst, type BoardLayer } from './board-layers'
import { PictureInstead } from './picture-instead'
import { BoardStage } from './board-stage'
import classes from './board-view.module.css'
import { fitted, toScreen, zoomed, type Camera, type Point, type Size } from './camera'
import { LayerList, useRoleName } from './layer-list'
import { Measure } from './measure'
import { Tool } from './tool'
import { ZoomTools } from './view-tools'
import { useBoard } from './use-board'
import { ViewFrame } from './view-frame'

const looks = ['layers', 'top', 'bottom'] as const
type Look = (typeof looks)[number]

/** The layers of a board, one over another or as the board will look, with what people pinned to it. */
export function BoardView({ view, pins }: Readonly<{ view: FileView; pins: Pins }>) {
  const { t } = useTranslation('designViewer')
  const roleName = useRoleName()
  const { file, beside } = view
  const [look, setLook] = useState<Look>('layers')
  const [switched, setSwitched] = useState<ReadonlySet<string> | null>(null)
  const [held, setHeld] = useState<Camera | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [measured, setMeasured] = useState<readonly Point[] | null>(null)
  const { chosen } = pins
  const board = useBoard(
    file,
    beside,
    (fileId) => look !== 'layers' || (switched?.has(layerKey(fileId, '')) ?? isOutline(beside, fileId)),
  )
  const { layers } = board
  const first = useMemo(() => new Set(shownAtFirst(layers, file.id)), [layers, file.id])
  const shown = useMemo(() => withPin(switched ?? first, layers, chosen), [switched, first, layers, chosen])
  const scene = useMemo(
    () => (look === 'layers' ? stackScene(layers.filter(({ key }) => shown.has(key))) : sideScene(layers, look)),
    [look, layers, shown],
  )
  const box = useMemo(() => boxOf(layers), [layers])

  // Until somebody moves it, the whole board is shown, however it grows and whichever side is up.
  const turned = look === 'bottom'
  const whole = useMemo(() => fitted(box, size, turned), [box, size, turned])
  const seen = !board.ready || size.width === 0 ? null : held === null ? whole : held
  if (held !== null && held.mirrored !== turned) setHeld({ ...held, mirrored: turned })
  // The pin that is opened comes into the middle.
  const [centred, setCentred] = useState<string | null>(null)
  if (seen !== null && (chosen?.id ?? null) !== centred) {
    setCentred(chosen?.id ?? null)
    if (chosen?.anchor.kind === 'board' && layers.some(({ fileId }) => fileId === chosen.fileId))
      setHeld({ ...seen, x: chosen.anchor.x, y: chosen.anchor.y })
  }
  const changeCamera = useCallback((change: (now: Camera) => Camera) => setHeld((now) => change(now ?? whole)), [whole])
  const fit = () => setHeld(null)
  const step = (factor: number) =>
    changeCamera((now) => zoomed(now, size, factor, { x: size.width / 2, y: size.height / 2 }))

  const visible = layers.filter(({ key }) => shown.has(key))
  const target = chosen ?? null
  const active = visible.find(({ fileId }) => fileId === file.id) ?? visible[0] ?? null
  const point = ({ x, y }: Point) => {
    const [ux, uy] = [Math.round(x), Math.round(y)]
    if (pins.asking === 'move' && target?.anchor.kind === 'board' && target.fileId !== null)
      pins.point({ fileId: target.fileId, anchor: { ...target.anchor, x: ux, y: uy } })
    else if (pins.asking === 'place' && active)
      pins.point({ fileId: active.fileId, anchor: { kind: 'board', layer: active.member, x: ux, y: uy } })
    else if (measured !== null) setMeasured(measured.length === 2 ? [{ x, y }] : [...measured, { x, y }])
  }
  const asking =
    pins.asking === null
      ? measured !== null && measured.length < 2
        ? t('view.measureHint')
        : null
      : t(pins.asking === 'move' ? 'view.moveHint' : 'view.placeHint')
  const measure = () => {
    pins.ask(null)
    setMeasured(measured === null || pins.asking !== null ? [] : null)
  }
  const stop = () => {
    setMeasured(null)
    pins.ask(null)
  }
  const draft = pins.draft?.anchor

  return (
    <ViewFrame
      view={view}
      pins={pins}
      fileIds={layers.map(({ fileId }) => fileId)}
      placeable={board.ready}
      layers={visible.map((layer) => ({
        ...{ key: layer.key, fileId: layer.fileId, member: layer.member },
        label: `${roleName(layer)} · ${layer.name}`,
      }))}
      aside={
        look === 'layers' && <LayerList layers={layers} shown={shown} failed={board.failed} onShown={setSwitched} />
      }
      tools={
        <>
          <SegmentedControl
            aria-label={t('view.look.label')}
            size="xs"
            value={look}
            data={looks.map((value) => ({ value, label: t(`view.look.${value}`) }))}
            onChange={setLook}
          />
          <ZoomTools onZoom={step} onFit={fit}>
            <Tool
              label={t('view.measure')}
              Icon={IconRulerMeasure}
              pressed={measured !== null && pins.asking === null}
              onClick={measure}
            />
          </ZoomTools>
        </>
      }
    >
      {board.error ? (
        <div className={classes.failed}>
          <ErrorNotice error={board.error} onRetry={board.retry} />
          <PictureInstead file={file} />
        </div>
      ) : (
        <BoardStage
          label={t('view.stage', { name: file.name })}
          scene={scene}
          camera={seen}
          size={size}
          onSize={setSize}
          onCamera={changeCamera}
          onFit={fit}
          asking={asking}
          onPoint={point}
          onEscape={stop}
          onKey={(key) => {
            if (key !== 'm' && key !== 'M') return false
            measure()
            return true
          }}
        >
          {!board.ready && <span className={classes.note}>{t('view.loading')}</span>}
          {board.ready && look === 'layers' && visible.length === 0 && (
            <span className={classes.note}>{t('view.noLayerShown')}</span>
          )}
          {seen && measured && pins.asking === null && <Measure points={measured} camera={seen} size={size} />}
          {seen &&
            pins.pins
              .filter((pin) => isShown(pin, visible, look))
              .map((pin) =>
                pin.anchor.kind === 'board' ? (
                  <PinMarker
                    key={pin.id}
                    pin={pin}
                    at={toScreen(seen, size, pin.anchor)}
                    chosen={pin.id === chosen?.id}
                    onChoose={() => pins.choose(pin.id)}
                  />
                ) : null,
              )}
          {seen && draft?.kind === 'board' && <DraftMarker at={toScreen(seen, size, draft)} />}
        </BoardStage>
      )}
    </ViewFrame>
  )
}

const isOutline = (beside: FileView['beside'], fileId: string): boolean =>
  beside.some(
    ({ id, reading }) => id === fileId && reading?.shown?.fact === 'layer' && reading.shown.type === 'outline',
  )

/** The layer of the pin that is open is shown, whatever is switched on. */
function withPin(keys: ReadonlySet<string>, layers: readonly BoardLayer[], pin: DesignPin | null): ReadonlySet<string> {
  if (pin?.anchor.kind !== 'board' || pin.fileId === null) return keys
  const key = layerKey(pin.fileId, pin.anchor.layer)
  return keys.has(key) || !layers.some((layer) => layer.key === key) ? keys : new Set([...keys, key])
}

const isShown = ({ fileId, anchor }: DesignPin, visible: readonly BoardLayer[], look: Look): boolean =>
  anchor.kind === 'board' &&
  visible.some((layer) => layer.fileId === fileId && layer.member === anchor.layer && onSide(layer, look))

const onSide = ({ role: { side } }: BoardLayer, look: Look): boolean =>
  look === 'layers' || side === null || side === look
