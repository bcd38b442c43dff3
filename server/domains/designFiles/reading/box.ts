/** A rectangle along the axes. The unit is the owner's; facts are always in millimetres. */
export type Box = Readonly<{ minX: number; minY: number; maxX: number; maxY: number }>

export const pointBox = (x: number, y: number): Box => ({ minX: x, minY: y, maxX: x, maxY: y })

export const joinBoxes = (a: Box | null, b: Box | null): Box | null =>
  a === null || b === null
    ? (a ?? b)
    : {
        minX: Math.min(a.minX, b.minX),
        minY: Math.min(a.minY, b.minY),
        maxX: Math.max(a.maxX, b.maxX),
        maxY: Math.max(a.maxY, b.maxY),
      }

export const moveBox = (box: Box, x: number, y: number): Box => ({
  minX: box.minX + x,
  minY: box.minY + y,
  maxX: box.maxX + x,
  maxY: box.maxY + y,
})

export const scaleBox = (box: Box, factor: number): Box => ({
  minX: box.minX * factor,
  minY: box.minY * factor,
  maxX: box.maxX * factor,
  maxY: box.maxY * factor,
})

/** The box of what `shape` covers when it is moved along `path`: the path widened by the shape on every side. */
export const sweepBox = (path: Box, shape: Box): Box => ({
  minX: path.minX + shape.minX,
  minY: path.minY + shape.minY,
  maxX: path.maxX + shape.maxX,
  maxY: path.maxY + shape.maxY,
})

export const boxOf = (points: readonly (readonly [number, number])[]): Box | null => {
  let box: Box | null = null
  for (const [x, y] of points) box = joinBoxes(box, pointBox(x, y))
  return box
}

/** The box of a box turned by `degrees` about the origin: of its four corners. */
export function turnBox({ minX, minY, maxX, maxY }: Box, degrees: number): Box {
  const turn = turner(degrees)
  return boxOf([turn(minX, minY), turn(maxX, minY), turn(minX, maxY), turn(maxX, maxY)]) ?? pointBox(0, 0)
}

/** Turns points about the origin, counter-clockwise; quarter turns are exact. */
export function turner(degrees: number): (x: number, y: number) => readonly [number, number] {
  const quarter = ((degrees % 360) + 360) % 360
  const exact = [0, 90, 180, 270].indexOf(quarter)
  const angle = (degrees * Math.PI) / 180
  const cos = exact < 0 ? Math.cos(angle) : ([1, 0, -1, 0][exact] ?? 1)
  const sin = exact < 0 ? Math.sin(angle) : ([0, 1, 0, -1][exact] ?? 0)
  return (x, y) => [x * cos - y * sin, x * sin + y * cos]
}

/** To the nanometre: what is behind it is noise of the arithmetic. */
export const toNanometre = (mm: number): number => Math.round(mm * 1e6) / 1e6 + 0

export const roundBox = (box: Box): Box => ({
  minX: toNanometre(box.minX),
  minY: toNanometre(box.minY),
  maxX: toNanometre(box.maxX),
  maxY: toNanometre(box.maxY),
})

export const isFiniteBox = ({ minX, minY, maxX, maxY }: Box): boolean =>
  [minX, minY, maxX, maxY].every((each) => Number.isFinite(each))
