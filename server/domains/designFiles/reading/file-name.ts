import { extensionOf, type FileKind } from './file-kind'

/** What an extension promises. Only such where another content is a mistake or a trap; `.txt` promises nothing. */
const promises: Readonly<Record<string, readonly FileKind[]>> = {
  pdf: ['pdf'],
  png: ['png'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  gif: ['gif'],
  webp: ['webp'],
  bmp: ['bmp'],
  tif: ['tiff'],
  tiff: ['tiff'],
  svg: ['svg'],
  step: ['step'],
  stp: ['step'],
  stl: ['stl'],
  dxf: ['dxf'],
  zip: ['archive'],
  rar: ['archive'],
  '7z': ['archive'],
  gz: ['archive'],
  tgz: ['archive'],
  tar: ['archive'],
  xlsx: ['spreadsheet', 'pickAndPlace'],
  xls: ['spreadsheet', 'pickAndPlace', 'html', 'xml'],
  ods: ['spreadsheet', 'pickAndPlace'],
  csv: ['spreadsheet', 'pickAndPlace', 'text'],
  kicad_pcb: ['kicadBoard'],
  kicad_sch: ['kicadSchematic'],
  brd: ['eagleBoard', 'kicadBoard', 'unknown'],
  gbr: ['gerber'],
  gtl: ['gerber'],
  gbl: ['gerber'],
  gts: ['gerber'],
  gbs: ['gerber'],
  gto: ['gerber'],
  gbo: ['gerber'],
  gko: ['gerber'],
  drl: ['drill', 'gerber'],
  hex: ['firmware'],
  elf: ['firmware'],
  uf2: ['firmware'],
  bin: ['firmware'],
}

/** Does the name promise another kind of file than the bytes are? Such a file is a mistake or a trap. */
export const isMismatch = (fileName: string, kind: FileKind): boolean =>
  kind !== 'empty' && promises[extensionOf(fileName)]?.includes(kind) === false
