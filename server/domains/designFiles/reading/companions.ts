import { extensionOf, type FileKind } from './file-kind'

/** Reports, aperture lists and rules that programs put beside the layers (`.REP`, `.RUL`, `.apr`, `.gpi`, `.dri`). */
const reports = /^(rep|rul|apr|apr_lib|drr|ldp|extrep|gpi|dri|drc|log|rpt|lst|ipc|d356|net|gbrjob|gwk|gpj)$/

/** Kinds a factory expects in a package beside the layers. */
const expected: ReadonlySet<FileKind> = new Set([
  'gerberJob',
  'pdf',
  'pickAndPlace',
  'spreadsheet',
  'png',
  'jpeg',
  'step',
  'json',
  'ipc2581',
  'dxf',
  'kicadBoard',
  'kicadSchematic',
  'eagleBoard',
  'eagleSchematic',
  'altiumDocument',
  'text',
])

/** What systems add to archives by themselves: macOS resource forks, thumbnails. */
export const isLeftover = (path: string): boolean =>
  /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path)

/** A file nobody needs to ask about although it is no layer. */
export const isKnownCompanion = (path: string, kind: FileKind): boolean =>
  isLeftover(path) || expected.has(kind) || reports.test(extensionOf(path))
