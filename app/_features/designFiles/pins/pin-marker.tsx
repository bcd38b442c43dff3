'use client'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import type { DesignPin } from '@/server/domains/designFiles/queries/pins'
import classes from './pin-marker.module.css'

type Props = Readonly<{
  pin: DesignPin
  /** Pixels from the upper left corner of what it lies on. */
  at: Readonly<{ x: number; y: number }>
  chosen: boolean
  /** Behind what is seen. */
  faint?: boolean
  onChoose: () => void
}>

/** A pin over a picture: its number, and by its colour whether somebody has to look again. */
export function PinMarker({ pin, at, chosen, faint = false, onChoose }: Props) {
  const { t } = useTranslation('designViewer')
  const format = useFormat()
  const { number, standing, thread } = pin
  const words = thread.question ? format.text(thread.question) : ''
  return (
    <button
      type="button"
      className={classes.marker}
      style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
      data-standing={standing}
      data-resolved={thread.state === 'resolved' || undefined}
      data-faint={faint || undefined}
      aria-pressed={chosen}
      aria-label={t('pin.marker', { n: number, standing: t(`pin.standing.${standing}`), words })}
      // A press here is not one on the picture below.
      onPointerDown={(event) => event.stopPropagation()}
      onClick={onChoose}
    >
      <span className={classes.head}>{number}</span>
    </button>
  )
}

/** Where a pin will be. */
export const DraftMarker = ({ at }: Pick<Props, 'at'>) => (
  <span
    className={classes.marker}
    style={{ transform: `translate(${at.x}px, ${at.y}px)` }}
    data-standing="draft"
    aria-hidden
  >
    <span className={classes.head}>+</span>
  </span>
)
