import type { FileKind } from '@/server/domains/designFiles/reading/file-kind'
import type { DesignReading } from '@/server/domains/designFiles/reading/summary'

type Read = Readonly<{ reading: DesignReading | null; name: string }>

/** Whether a file holds layers of a board: one, as many as its ZIP or its KiCad board has, or none. */
export function layersWithin({ reading }: Read): 'one' | 'several' | 'none' {
  if (reading?.kind === 'gerber' || reading?.kind === 'drill') return 'one'
  if (reading?.shown?.fact === 'kicadBoard') return 'several'
  return reading?.kind === 'archive' && reading.shown?.fact === 'board' ? 'several' : 'none'
}

/**
 * Whether a file is shown as a sheet of a schematic. Those of before KiCad 6 keep their symbols in another file, and are not
 * drawn.
 */
export const isSheet = ({ reading, name }: Read): boolean =>
  reading?.kind === 'kicadSchematic' && /\.kicad_sch$/i.test(name)

/** Kinds of pictures that browsers decode by themselves. */
const raster: readonly FileKind[] = ['png', 'jpeg', 'gif', 'webp', 'bmp']

/** Whether a file is shown page by page. */
export const hasPages = ({ reading }: Read): boolean =>
  reading !== null && (reading.kind === 'pdf' || raster.includes(reading.kind))

/** Whether a file is shown as a body that can be turned. */
export const isBody = (file: Read): boolean => isMesh(file) || file.reading?.kind === 'step'

const isMesh = ({ reading }: Read): boolean => reading?.kind === 'stl'

/** Whether a file is shown as rows of cells. */
export const isTable = ({ reading }: Read): boolean =>
  reading?.kind === 'spreadsheet' || reading?.kind === 'pickAndPlace'

/** Whether the server paints a picture of it. */
export const isPainted = (file: Read): boolean =>
  layersWithin(file) !== 'none' || isSheet(file) || isBody(file) || file.reading?.kind === 'pdf'

/** Whether a file can be looked at without a download. */
export const isViewable = (file: Read): boolean =>
  layersWithin(file) !== 'none' || isSheet(file) || hasPages(file) || isBody(file) || isTable(file)
