'use client'
import type { ReactNode } from 'react'
import { beside } from '@/app/_components/beside'
import { Skeleton } from '@/app/_components/ui/layout'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import type { NewPinProps } from '../pins/new-pin'
import { PinList } from '../pins/pin-list'
import type { PinPanelProps } from '../pins/pin-panel'
import type { Pins } from '../pins/use-pins'
import classes from './view-frame.module.css'

const waiting = () => <Skeleton height={200} m={16} width="auto" />
const PinPanel = beside<PinPanelProps>(() => import('../pins/pin-panel').then((module) => module.PinPanel), waiting)
const NewPin = beside<NewPinProps>(() => import('../pins/new-pin').then((module) => module.NewPin), waiting)

type Props = Readonly<{
  view: FileView
  pins: Pins
  /** Files on the screen. */
  fileIds: readonly string[]
  placeable: boolean
  layers: NewPinProps['layers']
  /** What stands before the picture: its layers, its pages. */
  aside: ReactNode
  tools: ReactNode
  children: ReactNode
}>

/** A picture with its tools, and beside it the pins, the one that is open, or the one that is being made. */
export function ViewFrame({ view, pins, fileIds, placeable, layers, aside, tools, children }: Props) {
  const { productId, id: setId } = view.set
  const { chosen, draft } = pins
  return (
    <div className={classes.frame}>
      {aside && <div className={classes.aside}>{aside}</div>}
      <div className={classes.picture}>
        <div className={classes.tools}>{tools}</div>
        {children}
      </div>
      {draft ? (
        <NewPin productId={productId} draft={draft} pins={pins} layers={layers} />
      ) : chosen && pins.asking !== 'move' ? (
        <PinPanel
          pin={chosen}
          pins={pins}
          shown={chosen.fileId !== null && fileIds.includes(chosen.fileId)}
          productId={productId}
          setId={setId}
        />
      ) : (
        <div className={classes.pins}>
          <PinList pins={pins} fileIds={fileIds} placeable={placeable} />
        </div>
      )}
    </div>
  )
}
