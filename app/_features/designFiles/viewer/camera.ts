import type { DrawingBox } from '@/server/domains/designFiles/drawing/drawing'

/**
 * How a board is looked at: the point in the middle of the screen in micrometres, and pixels for each micrometre.
 * `mirrored`: from below, so that x goes left.
 */
export type Camera = Readonly<{ x: number; y: number; scale: number; mirrored: boolean }>
export type Size = Readonly<{ width: number; height: number }>
export type Point = Readonly<{ x: number; y: number }>

const margin = 28
/** From ten metres across the screen to a hundredth of a micrometre for each pixel. */
const clampScale = (scale: number): number => Math.min(100, Math.max(1e-5, scale))

/** The whole of a box in the middle of the screen. */
export function fitted(box: DrawingBox | null, { width, height }: Size, mirrored: boolean): Camera {
  const [minX, minY, maxX, maxY] = box ?? [0, 0, 100_000, 100_000]
  const scale = Math.min(
    Math.max(width - 2 * margin, 20) / Math.max(maxX - minX, 100),
    Math.max(height - 2 * margin, 20) / Math.max(maxY - minY, 100),
  )
  return { x: (minX + maxX) / 2, y: (minY + maxY) / 2, scale: clampScale(scale), mirrored }
}

const across = ({ scale, mirrored }: Camera): number => (mirrored ? -scale : scale)

/** Where a point of the board is on the screen, in pixels from its upper left corner. */
export const toScreen = (camera: Camera, { width, height }: Size, { x, y }: Point): Point => ({
  x: width / 2 + (x - camera.x) * across(camera),
  y: height / 2 - (y - camera.y) * camera.scale,
})

/** Which point of the board is at a place of the screen. */
export const toBoard = (camera: Camera, { width, height }: Size, { x, y }: Point): Point => ({
  x: camera.x + (x - width / 2) / across(camera),
  y: camera.y - (y - height / 2) / camera.scale,
})

/** The picture moved by so many pixels. */
export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x - dx / across(camera),
  y: camera.y + dy / camera.scale,
})

/** Closer by a factor; what is at the given place of the screen stays there. */
export function zoomed(camera: Camera, size: Size, factor: number, at: Point): Camera {
  const scale = clampScale(camera.scale * factor)
  const held = toBoard(camera, size, at)
  const there = toScreen({ ...camera, scale }, size, held)
  return panned({ ...camera, scale }, at.x - there.x, at.y - there.y)
}

/** Micrometres as millimetres with three decimals. */
export const inMm = (um: number): string => (Math.round(um) / 1000).toFixed(3)
