'use client'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { inMm, panned, toBoard, zoomed, type Camera, type Point, type Size } from './camera'
import { Painter } from './painter'
import type { Scene } from '@/server/domains/designFiles/painting/scenes'
import classes from './board-stage.module.css'
import { useGestures } from './use-gestures'

type Props = Readonly<{
  label: string
  scene: Scene
  camera: Camera | null
  size: Size
  onSize: (size: Size) => void
  onCamera: (change: (camera: Camera) => Camera) => void
  onFit: () => void
  /** Points are being asked for: what to do, and who gets them, in micrometres of the board. */
  asking: string | null
  onPoint?: (point: Point) => void
  onEscape?: () => void
  /** Whether places are told in millimetres. */
  measured?: boolean
  /** A key of the page's own; true where it did something. */
  onKey?: (key: string) => boolean
  /** What lies over the picture. */
  children: ReactNode
}>

/** A board on a canvas: moved, zoomed and pointed at by mouse, fingers and keys. */
export function BoardStage(props: Props) {
  const {
    label,
    scene,
    camera,
    size,
    onSize,
    onCamera,
    onFit,
    asking,
    onPoint,
    onEscape,
    onKey,
    children,
    measured = true,
  } = props
  const { t } = useTranslation('designViewer')
  const stage = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<Painter | null>(null)
  const [hover, setHover] = useState<Point | null>(null)
  const [painted, setPainted] = useState(false)

  useEffect(() => {
    if (!canvas.current || !stage.current) return
    const made = new Painter(canvas.current, () => setPainted(true))
    painter.current = made
    const watch = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      made.resize(width, height)
      onSize({ width, height })
    })
    watch.observe(stage.current)
    return () => {
      watch.disconnect()
      made.stop()
    }
  }, [onSize])
  useEffect(() => {
    if (camera) painter.current?.setCamera(camera)
    painter.current?.setScene(scene)
  }, [camera, scene])

  const point = (at: Point) => {
    if (camera) onPoint?.(toBoard(camera, size, at))
  }
  const gestures = useGestures({ stage, size, onCamera, onPress: point, onHover: setHover })
  const middle = { x: size.width / 2, y: size.height / 2 }
  const keys = (event: KeyboardEvent) => {
    // A pin over the picture has keys of its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey ? 200 : 50
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => onCamera((now) => panned(now, step, 0)),
      ArrowRight: () => onCamera((now) => panned(now, -step, 0)),
      ArrowUp: () => onCamera((now) => panned(now, 0, step)),
      ArrowDown: () => onCamera((now) => panned(now, 0, -step)),
      '+': () => onCamera((now) => zoomed(now, size, 1.25, middle)),
      '=': () => onCamera((now) => zoomed(now, size, 1.25, middle)),
      '-': () => onCamera((now) => zoomed(now, size, 0.8, middle)),
      '0': onFit,
      Escape: () => onEscape?.(),
      ...(asking === null ? {} : { Enter: () => point(middle) }),
    }
    const move = moves[event.key]
    if (move) move()
    if (move || onKey?.(event.key)) event.preventDefault()
  }
  const under = measured && camera && hover ? toBoard(camera, size, hover) : null
  return (
    // Moving and zooming have no role of their own; the buttons beside it do the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={stage}
      className={classes.stage}
      role="application"
      aria-label={label}
      aria-describedby="stage-keys"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-asking={asking !== null || undefined}
      data-painted={painted || undefined}
      onKeyDown={keys}
      {...gestures}
    >
      <canvas ref={canvas} className={classes.canvas} />
      <span id="stage-keys" hidden>
        {t(!onPoint ? 'view.keysOfComparison' : measured ? 'view.keys' : 'view.keysOfPage')}
      </span>
      {asking !== null && <span className={classes.cross} aria-hidden />}
      {children}
      {asking !== null && <output className={classes.ask}>{asking}</output>}
      {under && <span className={`${classes.where} mono`}>{t('view.at', { x: inMm(under.x), y: inMm(under.y) })}</span>}
    </div>
  )
}
