/** Of `Model`: a kept one of another format is made again. Apart from those of drawings, which it is kept beside. */
export const modelFormat = 1_002

/**
 * The faces of one body. Lists hold whole numbers, each written as the difference from the one before it (of places: from
 * the same coordinate of the place before), as differences pack to a third.
 */
export type ModelBody = Readonly<{
  /** Micrometres: x, y, z, x, y, z … */
  places: readonly number[]
  /** Three places each, counter-clockwise seen from outside; face after face. */
  triangles: readonly number[]
  /** Triangles of each face, not as differences. */
  faces: readonly number[]
  /** Colours as 0xRRGGBB, and for how many faces each goes on; −1 where a face has none of its own. */
  colours: readonly Readonly<{ colour: number; faces: number }>[]
  /** Places along the edges at which the body is seen to bend. */
  edges: readonly (readonly number[])[]
}>

/**
 * A body where it stands: turned by columns of three, then moved, in micrometres. Where the columns mirror it, its triangles
 * run clockwise seen from outside.
 */
export type ModelPlacement = Readonly<{
  body: number
  /** Of faces that have no colour of their own; −1 where there is none. */
  colour: number
  turn: readonly number[]
  at: readonly [number, number, number]
}>

/** What a browser needs to show bodies: data, never markup. Lengths are micrometres, whatever the file counts in. */
export type Model = Readonly<{
  format: typeof modelFormat
  units: 'um'
  bodies: readonly ModelBody[]
  placements: readonly ModelPlacement[]
  triangles: number
  /** Faces that could not be shown, wherever they stand. */
  facesLeftOut: number
}>
