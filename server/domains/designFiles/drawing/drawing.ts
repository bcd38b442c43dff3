import type { LayerSide, LayerType } from '../reading/layer-role'

/** Of `Drawing`: a kept one of another format is made again. */
export const drawingFormat = 2

/** A closed contour or an open way as x, y, x, y …, in micrometres. */
export type Points = readonly number[]

/**
 * A line of text, written in whatever font is at hand: what is certain is where it stands and how high it is. Turned about
 * its anchor, counter-clockwise; `mirrored` text runs to the left of it, before it is turned.
 */
export type DrawnText = Readonly<{
  text: string
  x: number
  y: number
  /** Height of a capital letter. */
  size: number
  /** How long the line is reckoned to be: an estimate, and never written longer. */
  width: number
  /** Degrees from -180 to 180. */
  angle: number
  across: 'left' | 'middle' | 'right'
  up: 'top' | 'middle' | 'bottom'
  mirrored: boolean
  bold: boolean
  italic: boolean
  /** Letters with a bar above them, from and until, in pairs: signals that are active when low. */
  bars: readonly number[]
}>

/**
 * What is laid down (`dark`) or taken away together, in any order. Contours are filled by the non-zero rule: outer ones run
 * counter-clockwise and holes clockwise, so that whatever overlaps unites.
 */
export type Pass = Readonly<{
  dark: boolean
  /** Drawn with a round tool of this width. */
  lines: readonly Readonly<{ width: number; ways: readonly Points[] }>[]
  areas: readonly Points[]
  /** Discs of one radius about each of the places. */
  discs: readonly Readonly<{ radius: number; at: Points }>[]
  /** Contours that are repeated at each of the places. */
  pads: readonly Readonly<{ contours: readonly Points[]; at: Points }>[]
  /** Above all else of its pass. */
  texts: readonly DrawnText[]
}>

/** Micrometres: minX, minY, maxX, maxY. */
export type DrawingBox = readonly [number, number, number, number]

/** What lies on a sheet of a schematic, from the top down; `bodies`: what symbols and sheets are filled with. */
export const sheetLayerTypes = [
  'notes',
  'labels',
  'fields',
  'marks',
  'wires',
  'buses',
  'pins',
  'symbols',
  'sheets',
  'bodies',
  'frame',
] as const
export type SheetLayerType = (typeof sheetLayerTypes)[number]

export type DrawnLayer = Readonly<{
  /** Of the member within a ZIP file, or as a board calls it; '' where the file itself is the layer. */
  name: string
  role: Readonly<{ type: LayerType | SheetLayerType; side: LayerSide | null; order: number | null }>
  /** Of holes: whether they are plated; null where the file does not say. */
  plated: boolean | null
  /** null where nothing is drawn. */
  box: DrawingBox | null
  passes: readonly Pass[]
}>

/** A sheet of a schematic: where its paper lies, and the sheets below it by what they are called. */
export type DrawnSheet = Readonly<{
  paper: DrawingBox
  children: readonly Readonly<{ name: string; file: string; box: DrawingBox }>[]
}>

/** What a browser needs to show the layers of a board, or a sheet: data, never markup. X goes right and y goes up. */
export type Drawing = Readonly<{
  format: typeof drawingFormat
  units: 'um'
  layers: readonly DrawnLayer[]
  /** null where it is a board. */
  sheet: DrawnSheet | null
}>

/** A spreadsheet as it is shown: text alone. `cut`: there are more rows or columns than are shown. */
export type DesignTable = Readonly<{
  sheets: readonly Readonly<{
    name: string
    /** `row` as the spreadsheet counts, from 1. */
    rows: readonly Readonly<{ row: number; cells: readonly string[] }>[]
    cut: boolean
  }>[]
}>
