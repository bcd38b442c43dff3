'use client'
import { useTranslation } from 'react-i18next'
import { inMm, toScreen, type Camera, type Point, type Size } from './camera'
import classes from './measure.module.css'

type Props = Readonly<{ points: readonly Point[]; camera: Camera; size: Size }>

/** A distance on the board, once both of its ends were pointed at. */
export function Measure({ points, camera, size }: Props) {
  const { t } = useTranslation('designViewer')
  const [from, to] = points
  if (!from) return null
  const a = toScreen(camera, size, from)
  const b = to && toScreen(camera, size, to)
  return (
    <>
      <svg className={classes.lines} width={size.width} height={size.height} aria-hidden>
        {b && <line x1={a.x} y1={a.y} x2={b.x} y2={b.y} />}
        {[a, b].map((end, index) => end && <circle key={index} cx={end.x} cy={end.y} r={4} />)}
      </svg>
      {to && (
        <output className={classes.distance}>
          {t('view.distance', {
            distance: inMm(Math.hypot(to.x - from.x, to.y - from.y)),
            x: inMm(to.x - from.x),
            y: inMm(to.y - from.y),
          })}
        </output>
      )}
    </>
  )
}
