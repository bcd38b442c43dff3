import { drawingFormat } from '../drawing/drawing'
import { modelFormat } from '../modelling/model'

/** Of a kept picture: one of another format, or of a drawing or model of another, is made again. */
export const pictureFormat = modelFormat * 1_000 + drawingFormat * 10 + 1

export const pictureSizes = ['small', 'large'] as const
export type PictureSize = (typeof pictureSizes)[number]

/** What a picture stands on where it leaves something open: the ground of the viewer. */
export const backdrop = '#101517'

/** Pixels. */
export type Frame = Readonly<{ width: number; height: number }>

/** What a picture fits in: beside a name in a list, or in the place of the file itself. */
export const frames: Readonly<Record<PictureSize, Frame>> = {
  small: { width: 160, height: 120 },
  large: { width: 1_280, height: 960 },
}

/** The largest frame of the given proportions within another; at least a pixel either way. */
export function within(inner: Frame, outer: Frame): Frame {
  const scale = Math.min(outer.width / Math.max(inner.width, 1e-9), outer.height / Math.max(inner.height, 1e-9))
  return {
    width: Math.max(1, Math.min(outer.width, Math.round(inner.width * scale))),
    height: Math.max(1, Math.min(outer.height, Math.round(inner.height * scale))),
  }
}
