import { shownText, type Findings } from './findings'

export type StepFacts = Readonly<{
  kind: 'step'
  /** As `FILE_SCHEMA` writes it. */
  schema: string
  /** The application protocol it names: AP203, AP214, AP242; '' where it is another. */
  protocol: string
  lengthUnit: 'mm' | 'cm' | 'm' | 'inch' | 'foot' | null
  entities: number
  products: number
  /** Closed bodies: boundary representations, with or without voids. */
  solids: number
  fileName: string
  timeStamp: string
  /** The program that wrote the file, and the one the model was made in. */
  preprocessor: string
  originatingSystem: string
}>

const protocols: readonly (readonly [RegExp, string])[] = [
  [/AP242|MANAGED_MODEL_BASED_3D/i, 'AP242'],
  [/AUTOMOTIVE_DESIGN|10303 214/i, 'AP214'],
  [/CONFIG_CONTROL_DESIGN|AP203|10303 203/i, 'AP203'],
]

const headerChars = 64 * 1024

/** Reads a STEP file (ISO 10303-21): its header, what it counts, its unit of length. Linear in the length of the text. */
export function readStep(text: string, findings: Findings): StepFacts {
  const header = text.slice(0, headerChars)
  const schema = unquoted(/FILE_SCHEMA\s*\(\s*\(\s*'((?:[^']|''){0,400})'/.exec(header)?.[1] ?? '')
  if (schema === '') findings.add('stepNoSchema')
  const names = quotedAfter(header, 'FILE_NAME')
  const counts = { entities: 0, products: 0, solids: 0 }
  for (const [, name = ''] of text.matchAll(/#\d{1,15}\s{0,16}=\s{0,16}([A-Z0-9_]{0,80})/g)) {
    counts.entities++
    if (name === 'PRODUCT') counts.products++
    else if (name === 'MANIFOLD_SOLID_BREP' || name === 'BREP_WITH_VOIDS' || name === 'FACETED_BREP') counts.solids++
  }
  const lengthUnit = lengthUnitOf(text)
  if (lengthUnit === null) findings.add('stepNoUnit')
  if (!/END-ISO-10303-21\s*;/.test(text.slice(-4_096))) findings.add('stepNoEnd')
  const [fileName = '', timeStamp = ''] = names
  // Author and organisation are lists of any length, so the last three are counted from the end.
  const [preprocessor = '', originatingSystem = ''] = names.length >= 7 ? names.slice(-3) : []
  return {
    kind: 'step',
    schema: shownText(schema),
    protocol: protocols.find(([pattern]) => pattern.test(schema))?.[1] ?? '',
    lengthUnit,
    ...counts,
    fileName: shownText(fileName),
    timeStamp: shownText(timeStamp),
    preprocessor: shownText(preprocessor),
    originatingSystem: shownText(originatingSystem),
  }
}

/** The quoted texts of one header entity, up to its semicolon. */
function quotedAfter(header: string, entity: string): string[] {
  const start = header.indexOf(entity)
  if (start < 0) return []
  const texts: string[] = []
  for (const [token, quoted] of header.slice(start).matchAll(/'((?:[^']|'')*)'|;/g)) {
    if (token === ';') break
    texts.push(unquoted(quoted ?? ''))
  }
  return texts
}

/** `''` is a quote, and `\X2\5916\X0\` writes characters beyond ASCII. */
const unquoted = (text: string): string =>
  text
    .replaceAll("''", "'")
    .replace(/\\X2\\((?:[0-9A-F]{4}){1,200})\\X0\\/g, (_, digits: string) =>
      (digits.match(/.{4}/g) ?? []).map((each) => String.fromCharCode(Number.parseInt(each, 16))).join(''),
    )

function lengthUnitOf(text: string): StepFacts['lengthUnit'] {
  // A file in inches also defines the millimetre or metre its inch is made of.
  const converted = /CONVERSION_BASED_UNIT\s{0,16}\(\s{0,16}'(INCH|FOOT)(?:ES)?'/i.exec(text)?.[1]?.toUpperCase()
  if (converted === 'INCH') return 'inch'
  if (converted === 'FOOT') return 'foot'
  const prefix = /SI_UNIT\s{0,16}\(\s{0,16}(\$|\.[A-Z]{1,10}\.)\s{0,16},\s{0,16}\.METRE\.\s{0,16}\)/.exec(text)?.[1]
  if (prefix === '.MILLI.') return 'mm'
  if (prefix === '.CENTI.') return 'cm'
  return prefix === '$' ? 'm' : null
}
