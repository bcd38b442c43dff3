import type { DetectedKind, FileKind } from './file-kind'

const of = (kind: FileKind, format = ''): DetectedKind => ({ kind, format })

/** X2 attributes in a comment, or a format statement, or apertures and strokes: with none of them it is no drawing. */
const isGerber = (head: string): boolean =>
  /%\s*FS[LTD]?[AI]?[NGDM\d]*X\d\dY\d\d/.test(head) ||
  (/^\s*(G04|%|G\d\d\*|D\d\d)/.test(head) && /%ADD\d{2,}[A-Z]/.test(head) && /D0?[123]\*/.test(head)) ||
  /^\s*(G04[^*]*\*\s*)*%(TF|MO(MM|IN)\*%)/.test(head)

/** The first line that is neither blank, nor a comment, nor a lone percent sign. */
const firstLine = (head: string): string =>
  head.split(/\r\n?|\n/, 200).find((line) => !/^\s*(;|%?\s*$)/.test(line)) ?? ''

/** A header, or tools with diameters followed by coordinates. */
const isDrill = (head: string): boolean =>
  /^\s*M48\b/.test(firstLine(head)) ||
  (/^\s*(T\d+C[\d.]+|G90|G91|M71|M72|INCH|METRIC)/.test(firstLine(head)) &&
    /^T\d+(?:[A-BD-Z]\d+)*C[\d.]+/m.test(head) &&
    /^X[-+]?[\d.]+Y[-+]?[\d.]+[ \t]*\r?$/m.test(head))

const isIntelHex = (head: string): boolean => /^\s*:[0-9A-F]{10,}\s*$/im.test(head.slice(0, 600)) && /^\s*:/.test(head)
const isSrec = (head: string): boolean =>
  /^\s*S[0-9][0-9A-F]{8,}\s*$/im.test(head.slice(0, 600)) && /^\s*S\d/.test(head)

/**
 * What a text is by its first characters; the extension only tells tables from prose. `head` is at most `HEAD_BYTES`
 * long, and every pattern is bounded by it.
 */
export function textKind(text: string, extension: string): DetectedKind {
  const head = text.replace(/^[\ufeff\s]+/, '')
  const start = head.slice(0, 4_096)
  if (/^\(\s*kicad_pcb\b/.test(start)) return of('kicadBoard', 'kicad_pcb')
  if (/^\(\s*kicad_sch\b/.test(start)) return of('kicadSchematic', 'kicad_sch')
  if (/^\(\s*(kicad_|footprint\b|module\b|export\b|sym_lib_table\b|fp_lib_table\b)/.test(start))
    return of('kicadOther', /^\(\s*([a-z_]+)/.exec(start)?.[1] ?? '')
  if (/^EESchema Schematic File/.test(start)) return of('kicadSchematic', 'legacy')
  if (/^PCBNEW-BOARD/.test(start)) return of('kicadBoard', 'legacy')
  if (/^ISO-10303-21\s*;/.test(start)) return of('step')
  if (start.startsWith('<')) return markupKind(head, extension)
  if (/^solid\b/.test(start) && /\bfacet\s+normal\b/.test(start)) return of('stl', 'ascii')
  if (/^\s*0\s*\r?\n\s*SECTION\s*\r?\n/.test(start) || /^\s*999\s*\r?\n[\s\S]{0,400}\bSECTION\b/.test(start))
    return of('dxf')
  if (isDrill(head)) return of('drill')
  if (isGerber(head)) return of('gerber')
  if (isIntelHex(start)) return of('firmware', 'hex')
  if (isSrec(start)) return of('firmware', 'srec')
  if (/^(\{|\[)/.test(start)) return jsonKind(head, extension)
  if (start.startsWith('#!')) return of('executable', 'script')
  if (/^(csv|tsv|tab)$/.test(extension)) return of('spreadsheet', 'csv')
  return of('text')
}

function markupKind(head: string, extension: string): DetectedKind {
  const start = head.slice(0, 4_096)
  if (/^<!doctype\s+html|^<(html|head|body|script|iframe|meta|table|style|div)\b/i.test(start)) return of('html')
  const root = /<([A-Za-z][\w.:-]*)[\s/>]/.exec(
    start.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(\[[\s\S]*?\])?[^>]*>/gi, ''),
  )?.[1]
  const name = (root ?? '').toLowerCase()
  if (name === 'svg' || name.endsWith(':svg')) return of('svg')
  if (name === 'html') return of('html')
  if (name === 'eagle') {
    if (/<board[\s>]/.test(head)) return of('eagleBoard')
    return of(/<schematic[\s>]/.test(head) || extension === 'sch' ? 'eagleSchematic' : 'eagleBoard')
  }
  if (name === 'ipc-2581') return of('ipc2581')
  if (name === 'workbook' || name.endsWith(':workbook')) return of('spreadsheet', 'spreadsheetml')
  return of('xml')
}

function jsonKind(head: string, extension: string): DetectedKind {
  if (extension === 'gbrjob' || /"GenerationSoftware"[\s\S]{0,2000}"ProjectId"/.test(head.slice(0, 8_000)))
    return of('gerberJob')
  return /^(\{\s*["}]|\[\s*[[{"\]\d-])/.test(head) ? of('json') : of('text')
}
