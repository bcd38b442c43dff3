import { createCanvas, type Canvas } from '@napi-rs/canvas'
import type { Drawing, DrawingBox } from '../drawing/drawing'
import { easelOf } from './easel'
import { boxOf, sideScene, sortLayers, stackScene, type StackedLayer } from './layer-stack'
import { backdrop, within, type Frame } from './picture'
import { prepareLayer } from './prepared-layer'
import type { Scene } from './scenes'
import { sheetScene } from './sheet-scenes'

/** Pixels around a board, for each of the frame's width. */
const margins = 0.01

/**
 * A board as it comes out of production, from above, where there is enough to tell; else its layers as they are. A sheet of a
 * schematic lies on its paper. Null where nothing is drawn. Needs `Path2D`, which `worker.ts` provides.
 */
export function boardPainter(drawing: Drawing): ((frame: Frame) => Canvas) | null {
  const layers = sortLayers(
    drawing.layers.map((layer): StackedLayer => ({
      name: layer.name,
      role: layer.role,
      prepared: prepareLayer(layer),
    })),
  )
  const { sheet } = drawing
  const box = sheet?.paper ?? boxOf(layers)
  if (box === null) return null
  const scene = sheet ? sheetScene(layers, sheet.paper) : sceneOf(layers)
  return (frame) => paint(scene, box, frame, !sheet)
}

/** `open`: there is room around it. */
function paint(scene: Scene, box: DrawingBox, frame: Frame, open: boolean): Canvas {
  // Paper is its own margin.
  const margin = open ? Math.round(frame.width * margins) : 0
  const [minX, minY, maxX, maxY] = box
  const drawn = { width: Math.max(maxX - minX, 100), height: Math.max(maxY - minY, 100) }
  const size = within(drawn, { width: frame.width - 2 * margin, height: frame.height - 2 * margin })
  const [width, height] = [size.width + 2 * margin, size.height + 2 * margin]
  const [picture, first, second] = [
    createCanvas(width, height),
    createCanvas(width, height),
    createCanvas(width, height),
  ]
  const scale = Math.min(size.width / drawn.width, size.height / drawn.height)
  const sight = { x: (minX + maxX) / 2, y: (minY + maxY) / 2, scale, mirrored: false }
  const easel = easelOf([contextOf(picture), contextOf(first), contextOf(second)], sight)
  for (const step of scene) step(easel)
  return onBackdrop(picture)
}

const sceneOf = (layers: readonly StackedLayer[]): Scene =>
  isWhole(layers) ? sideScene(layers, 'top') : stackScene(layers)

/** Whether it is a board rather than some of its layers. */
const isWhole = (layers: readonly StackedLayer[]): boolean =>
  ['outline', 'copper', 'mask'].every((type) => layers.some(({ role }) => role.type === type && role.side !== 'bottom'))

function onBackdrop(picture: Canvas): Canvas {
  const canvas = createCanvas(picture.width, picture.height)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  ctx.drawImage(picture, 0, 0)
  return canvas
}

/** The library keeps to the browser's interface as far as we use it, but does not say so in its types. */
const contextOf = (canvas: Canvas): CanvasRenderingContext2D =>
  canvas.getContext('2d') as unknown as CanvasRenderingContext2D
