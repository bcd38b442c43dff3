import type { Language } from '@/server/kernel/bilingual'
import type { SheetFormat } from '@/server/platform/workbooks/container'
import type { EncodingName } from '@/server/platform/workbooks/encoding'
import type { LineUsage, SuppliedBy } from '../lifecycle'
import type { CellMeaning, CellMeanings, MeantField } from './meanings'
import type { CanonicalField } from './fields'
import type { ImportMessage } from './messages'
import type { ValueKind } from './kinds'

export type BomFormat = SheetFormat | 'csv' | 'kicad-netlist' | 'xml' | 'unknown'

/** Everything a person may correct. Absent = detect. */
export type ImportSettings = {
  encoding?: EncodingName
  delimiter?: string
  /** 0-based index into `detected.sheets`. */
  sheet?: number
  /** 1-based file row; 0 = the table has no header row. */
  headerRow?: number
  headerRows?: 1 | 2
  /** By 0-based column. */
  columns?: Record<number, CanonicalField | 'ignore'>
  answers?: {
    /** Units the stated totals are for (Q047, E049). */
    divideBy?: number
    packageCodes?: 'imperial' | 'metric'
    /** Attrition of 0.03 (Q098): three percent, or three hundredths of one. */
    attrition?: 'share' | 'percent'
    includeHiddenRows?: boolean
  }
  /** By normalised heading, for files of one kind whose columns may stand elsewhere; `columns` wins. */
  headings?: Record<string, CanonicalField | 'ignore'>
  /** What cells mean, where the person said so. */
  values?: CellMeanings
  /** Apply the proposed merges instead of only proposing them. */
  mergeDuplicates?: boolean
}

export type DetectedColumn = {
  index: number
  letter: string
  header: string
  /** `null` = not recognised, kept under `extra`. */
  field: CanonicalField | 'ignore' | null
  /** 0…1: 1 exact header, 0.7 resolved from content, 0.5 weak name, 0.3 content only. */
  confidence: number
  sample: string[]
}

/** The different cells of a column that has few of them, the most frequent first, and how each is read. */
export type DetectedValues = {
  field: MeantField
  /** What a cell of it may mean. */
  meanings: readonly CellMeaning[]
  /** `key` names the cell in `ImportSettings.values`. */
  cells: { key: string; text: string; count: number; meaning: CellMeaning }[]
  /** Different cells that are not listed. */
  more: number
}

export type DetectedSheet = { index: number; name: string; hidden: boolean; rows: number; score: number }

export type Detected = {
  encoding?: EncodingName
  delimiter?: string
  sheets: DetectedSheet[]
  sheet: number
  /** 1-based; 0 = none. */
  headerRow: number
  headerRows: 1 | 2
  columns: DetectedColumn[]
  values: DetectedValues[]
  /** Codes of the ways to build the device that the file speaks of. */
  variants: string[]
  preamble: Record<string, string>
}

/** Price as millionths of one currency unit, exact. `currency` is ISO 4217 or '' when the file does not say. */
export type UnitPrice = { micros: string; currency: string }

export type Mount = 'SMT' | 'TH' | 'MECH' | 'PACK'

export type ElectricalAttributes = {
  tolerance: string | null
  voltage: string | null
  power: string | null
  current: string | null
  dielectric: string | null
}

export type Alternate = {
  mpn: string
  manufacturer: string | null
  /** 1 = first choice after the main part. */
  priority: number
}

export type ImportedRef = { ref: string; dnp: boolean }

export type ImportedLine = {
  /** File row, 1-based as a spreadsheet shows it. */
  row: number
  lineNo: string | null
  /** 0 = product; null when the BOM is flat. */
  level: number | null
  parentRow: number | null
  section: string | null
  mount: Mount | null
  side: 'top' | 'bottom' | null
  refs: ImportedRef[]
  /** Per parent, canonical decimal text (`2`, `0.35`); null = as required, missing or unreadable. */
  quantity: string | null
  quantityTotal: string | null
  asRequired: boolean
  uom: string | null
  ipn: string | null
  cpn: string | null
  mpn: string | null
  manufacturer: string | null
  supplier: string | null
  supplierPart: string | null
  name: string | null
  description: string | null
  /** Where the headings of its columns name languages: the one it is written in, and the same in the other one. */
  descriptionLanguage: Language | null
  translation: string | null
  value: string | null
  valueKind: ValueKind | null
  /** In the base unit (`valueUnit`); for comparing, `valueDisplay` is for showing. */
  valueSI: number | null
  valueUnit: string | null
  valueDisplay: string | null
  valueFromDescription: boolean
  attributes: ElectricalAttributes
  /** As the file writes it. */
  footprint: string | null
  /** Canonical package, imperial chip codes. */
  package: string | null
  dnp: boolean
  excludeFromBom: boolean
  alternates: Alternate[]
  /** Null where the file says nothing about it, here and below. */
  usage: LineUsage | null
  suppliedBy: SuppliedBy | null
  /** Percent, up to four decimals. */
  attritionPct: string | null
  /** Pieces on top. */
  attritionExtra: string | null
  packMultiple: string | null
  /** Codes of the variants that are built without this line. */
  notFitted: string[]
  unitPrice: UnitPrice | null
  note: string | null
  /** Unrecognised columns and the second-best ones, by header text. */
  extra: Record<string, string>
  /** Untouched cell text by column letter. */
  raw: Record<string, string>
}

/** Rows that describe the same part: offered, applied only when the person says so. */
export type MergeProposal = { key: string; rows: number[]; quantity: string; refs: string[] }

export type BomImport = {
  file: string
  format: BomFormat
  detected: Detected
  lines: ImportedLine[]
  messages: ImportMessage[]
  merges: MergeProposal[]
  /** Nothing could be read as a BOM; the messages say why. */
  refused: boolean
  /** Raw rows for the preview, bounded. */
  table: { row: number; cells: string[] }[]
  /** All rows of the chosen sheet, before the preview bound. */
  totalRows: number
}
