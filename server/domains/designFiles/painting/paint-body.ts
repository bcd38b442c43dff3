import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { paintFaces, type Body } from './body'
import { backdrop, type Frame } from './picture'

/** Painted so many times as large, then made smaller: edges without steps. */
const finer = 2
/** Pixels around the body, for each of the frame's width. */
const margins = 0.02

/** A body as the viewer shows it at first. Null where there is nothing to see. */
export function paintBody(body: Body, frame: Frame): Canvas | null {
  const margin = Math.round(frame.width * margins)
  const room = { width: finer * (frame.width - 2 * margin), height: finer * (frame.height - 2 * margin) }
  const pixels = paintFaces(body, room)
  if (pixels === null) return null
  const large = createCanvas(pixels.width, pixels.height)
  const onto = large.getContext('2d')
  const image = onto.createImageData(pixels.width, pixels.height)
  image.data.set(pixels.data)
  onto.putImageData(image, 0, 0)
  const [width, height] = [Math.ceil(pixels.width / finer), Math.ceil(pixels.height / finer)]
  const canvas = createCanvas(width + 2 * margin, height + 2 * margin)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  ctx.imageSmoothingQuality = 'high'
  ctx.drawImage(large, margin, margin, width, height)
  return canvas
}
