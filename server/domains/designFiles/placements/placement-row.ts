/** Where one part sits on the board, as the pick-and-place file says: millimetres and degrees as decimal text. */
export type PlacementRow = Readonly<{
  row: number
  ref: string
  x: string
  y: string
  rotation: string
  side: 'top' | 'bottom' | ''
  value: string
  package: string
}>
