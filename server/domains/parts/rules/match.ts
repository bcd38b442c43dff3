import type { AlternateState, MatchKind } from '../lifecycle'
import { manufacturerPartKey, partNumberKey, supplierPartKey } from './part-keys'
import { textIndex, type TextIndex } from './text-similarity'

/** What a line says of its part. Every field may be empty. */
export type MatchLine = Readonly<{
  ipn: string
  cpn: string
  mpn: string
  manufacturer: string
  supplier: string
  supplierPart: string
  /** As it stands in the file; compared through the library's `canonical`. */
  package: string
  value: string
  description: string
}>

/** An entry of the library, with the makers' parts and suppliers' numbers it is bought as. */
export type LibraryEntry = Readonly<{
  id: string
  number: string
  package: string
  value: string
  /** Name and description in both languages. */
  text: string
  sources: readonly Readonly<{ mpn: string; manufacturer: string; package: string; status: AlternateState }>[]
  offers: readonly Readonly<{ supplier: string; sku: string }>[]
}>

/** What a person once answered, by what the line said then. */
export type LearnedMatch = Readonly<{ kind: MatchKind; key: string; partId: string }>

export const confidences = ['exact', 'likely', 'possible'] as const
export type Confidence = (typeof confidences)[number]

/** What speaks against a candidate. Any of it keeps it below exact. */
export type Doubt =
  | Readonly<{ kind: 'package'; line: string; part: string }>
  | Readonly<{ kind: 'manufacturer'; line: string; part: string }>
  /** The line names a maker's part that the entry is not bought as. */
  | Readonly<{ kind: 'mpn'; line: string; part: string }>
  /** Bought as a maker's part that was rejected or retired. */
  | Readonly<{ kind: 'source'; line: string; part: string }>
  /** The line has a partner's number for the entry, as was learned. */
  | Readonly<{ kind: 'partnerNumber'; line: string; part: string }>
  /** The line names no maker, or no supplier: the number alone may mean another part. */
  | Readonly<{ kind: 'incomplete' }>
  /** What the line says fits another entry as well. */
  | Readonly<{ kind: 'several' }>

export type Candidate = Readonly<{
  partId: string
  confidence: Confidence
  by: MatchKind
  /** A person answered so before. */
  learned: boolean
  doubts: readonly Doubt[]
}>

/** At most so many are shown for one line. */
const shown = 5
const order = { exact: 0, likely: 1, possible: 2 } as const
const kindOrder = { number: 0, customerNumber: 1, manufacturerPart: 2, supplierPart: 3, text: 4 } as const

/** The text a line is compared by when no number helps. */
export const lineText = ({ value, package: pack, description }: MatchLine): string =>
  [value, pack, description].filter(Boolean).join(' ')

/**
 * How one answer about a line is kept, so that the next line that says the same is offered it: by the surest thing the
 * line says. Null where it says nothing.
 */
export function learnedKeyOf(line: MatchLine): Readonly<{ kind: MatchKind; key: string }> | null {
  if (partNumberKey(line.ipn) !== '') return { kind: 'number', key: partNumberKey(line.ipn) }
  if (partNumberKey(line.mpn) !== '')
    return { kind: 'manufacturerPart', key: manufacturerPartKey(line.mpn, line.manufacturer) }
  if (partNumberKey(line.supplierPart) !== '')
    return { kind: 'supplierPart', key: supplierPartKey(supplierOf(line), line.supplierPart) }
  if (partNumberKey(line.cpn) !== '') return { kind: 'customerNumber', key: partNumberKey(line.cpn) }
  const text = partNumberKey(lineText(line))
  return text === '' ? null : { kind: 'text', key: text }
}

/** `C1525` is LCSC's way to count, whoever is named. */
export const supplierOf = ({ supplier, supplierPart }: Pick<MatchLine, 'supplier' | 'supplierPart'>): string => {
  if (/^(jlc|jlcpcb|嘉立创|立创商城|立创|szlcsc)/i.test(supplier.trim())) return 'LCSC'
  return supplier.trim() === '' && /^C\d{3,9}$/i.test(supplierPart.trim()) ? 'LCSC' : supplier
}

export type Matcher = Readonly<{ candidatesOf: (line: MatchLine) => readonly Candidate[] }>

/**
 * Looks lines up in a library: own number, then maker's part, then supplier's number, then what was learned, then
 * likeness of text, which only ever suggests. `aliases` are numbers of the library by the key of a partner's number.
 * `canonical` makes one name of the many a package goes by. `texts` are the
 * entries that may be found by their text alone (default: the same entries).
 */
export function matcher(
  entries: readonly LibraryEntry[],
  learned: readonly LearnedMatch[],
  canonical: (text: string) => string,
  aliases: ReadonlyMap<string, readonly string[]> = new Map(),
  texts: readonly Readonly<{ id: string; text: string }>[] = entries.map(({ id, ...entry }) => ({
    id,
    text: [entry.value, entry.package, entry.text].join(' '),
  })),
): Matcher {
  const library = { ...indexed(entries, learned), aliases }
  let similar: TextIndex | null = null
  const textsLike = (text: string) => (similar ??= textIndex(texts)).like(text)
  const name = memoised((text) => (text.trim() === '' ? '' : canonical(text).toUpperCase()))
  return { candidatesOf: (line) => candidatesOf(line, library, name, textsLike) }
}

type Found = { entry: LibraryEntry; by: MatchKind; confidence: Confidence; learned: boolean; doubts: Doubt[] }
type Library = ReturnType<typeof indexed> & Readonly<{ aliases: ReadonlyMap<string, readonly string[]> }>

function indexed(entries: readonly LibraryEntry[], learned: readonly LearnedMatch[]) {
  const [byNumber, byMaker, byMpn, bySupplier, bySku] = [0, 1, 2, 3, 4].map(
    () => new Map<string, LibraryEntry[]>(),
  ) as [Index, Index, Index, Index, Index]
  for (const entry of entries) {
    put(byNumber, partNumberKey(entry.number), entry)
    for (const { mpn, manufacturer } of entry.sources) {
      if (manufacturer.trim() !== '') put(byMaker, manufacturerPartKey(mpn, manufacturer), entry)
      put(byMpn, partNumberKey(mpn), entry)
    }
    for (const { supplier, sku } of entry.offers) {
      put(bySupplier, supplierPartKey(supplierOf({ supplier, supplierPart: sku }), sku), entry)
      put(bySku, partNumberKey(sku), entry)
    }
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const answers = new Map(learned.map(({ kind, key, partId }) => [`${kind} ${key}`, partId]))
  return { byNumber, byMaker, byMpn, bySupplier, bySku, byId, answers }
}
type Index = Map<string, LibraryEntry[]>
function put(map: Index, key: string, entry: LibraryEntry): void {
  if (key === '') return
  const list = map.get(key)
  if (!list) map.set(key, [entry])
  else if (!list.includes(entry)) list.push(entry)
}

function candidatesOf(
  line: MatchLine,
  library: Library,
  name: (text: string) => string,
  textsLike: (text: string) => readonly string[],
): Candidate[] {
  const found = new Map<string, Found>()
  const add = (entry: LibraryEntry, by: MatchKind, confidence: Confidence, doubts: readonly Doubt[] = []) => {
    const known = found.get(entry.id)
    if (known && order[known.confidence] <= order[confidence]) return
    found.set(entry.id, { entry, by, confidence, learned: false, doubts: [...doubts] })
  }
  byNumbers(line, library, add)
  byMakers(line, library, add)
  bySuppliers(line, library, add)
  for (const each of found.values()) comparePackages(each, line, name)
  const exact = [...found.values()].filter(({ confidence }) => confidence === 'exact')
  if (exact.length > 1) for (const each of exact) doubt(each, { kind: 'several' }, 'likely')
  recall(line, library, found)
  if (found.size === 0) {
    for (const id of textsLike(lineText(line))) {
      found.set(id, {
        entry: library.byId.get(id) ?? { ...nameless, id },
        by: 'text',
        confidence: 'possible',
        learned: false,
        doubts: [],
      })
    }
    for (const each of found.values()) comparePackages(each, line, name)
  }
  return [...found.values()]
    .toSorted(
      (a, b) =>
        order[a.confidence] - order[b.confidence] ||
        Number(b.learned) - Number(a.learned) ||
        kindOrder[a.by] - kindOrder[b.by] ||
        (a.by === 'text' ? 0 : a.entry.number < b.entry.number ? -1 : 1),
    )
    .slice(0, shown)
    .map(({ entry, ...rest }) => ({ partId: entry.id, ...rest }))
}
const nameless: LibraryEntry = { id: '', number: '', package: '', value: '', text: '', sources: [], offers: [] }

type Add = (entry: LibraryEntry, by: MatchKind, confidence: Confidence, doubts?: readonly Doubt[]) => void

/** The number of the library in either column: a factory's file has it as the customer's. */
function byNumbers(line: MatchLine, { byNumber, byMpn, aliases }: Library, add: Add): void {
  for (const [text, by] of [
    [line.ipn, 'number'],
    [line.cpn, 'customerNumber'],
  ] as const) {
    for (const entry of byNumber.get(partNumberKey(text)) ?? []) {
      const other = otherSource(line, entry)
      const elsewhere = entry.sources.length === 0 && byMpn.has(partNumberKey(line.mpn))
      if (other) add(entry, by, 'likely', [other])
      else if (elsewhere) add(entry, by, 'likely', [{ kind: 'several' }])
      else add(entry, by, 'exact')
    }
    for (const number of aliases.get(partNumberKey(text)) ?? []) {
      for (const entry of byNumber.get(partNumberKey(number)) ?? [])
        add(entry, 'customerNumber', 'likely', [{ kind: 'partnerNumber', line: text, part: number }])
    }
  }
}

/** Says so where the line names a maker's part and the entry is bought only as others. */
function otherSource(line: MatchLine, entry: LibraryEntry): Doubt | null {
  const mpn = partNumberKey(line.mpn)
  if (mpn === '' || entry.sources.length === 0) return null
  if (entry.sources.some((source) => partNumberKey(source.mpn) === mpn)) return null
  return { kind: 'mpn', line: line.mpn, part: entry.sources[0]?.mpn ?? '' }
}

function byMakers(line: MatchLine, { byMaker, byMpn }: Library, add: Add): void {
  const mpn = partNumberKey(line.mpn)
  if (mpn === '') return
  const named = line.manufacturer.trim() !== ''
  const whole = manufacturerPartKey(line.mpn, line.manufacturer)
  const same = named ? (byMaker.get(whole) ?? []) : []
  for (const entry of same) {
    const source = entry.sources.find((each) => manufacturerPartKey(each.mpn, each.manufacturer) === whole)
    const dropped = source?.status === 'rejected' || source?.status === 'retired'
    if (dropped) add(entry, 'manufacturerPart', 'likely', [{ kind: 'source', line: line.mpn, part: source.mpn }])
    else add(entry, 'manufacturerPart', 'exact')
  }
  for (const entry of byMpn.get(mpn) ?? []) {
    if (same.includes(entry)) continue
    const sources = entry.sources.filter((each) => partNumberKey(each.mpn) === mpn)
    const part = sources[0]?.manufacturer ?? ''
    if (named && sources.every(({ manufacturer }) => manufacturer.trim() !== ''))
      add(entry, 'manufacturerPart', 'possible', [{ kind: 'manufacturer', line: line.manufacturer, part }])
    else add(entry, 'manufacturerPart', 'likely', [{ kind: 'incomplete' }])
  }
}

function bySuppliers(line: MatchLine, { bySupplier, bySku }: Library, add: Add): void {
  const sku = partNumberKey(line.supplierPart)
  if (sku === '') return
  const supplier = supplierOf(line)
  const named = supplier.trim() !== ''
  const same = named ? (bySupplier.get(supplierPartKey(supplier, line.supplierPart)) ?? []) : []
  for (const entry of same) {
    const other = otherSource(line, entry)
    if (other) add(entry, 'supplierPart', 'likely', [other])
    else add(entry, 'supplierPart', 'exact')
  }
  if (named) return
  for (const entry of bySku.get(sku) ?? []) add(entry, 'supplierPart', 'likely', [{ kind: 'incomplete' }])
}

/** Another package is never exact, however well the numbers agree (a 1206 LED was once placed for an 0603). */
function comparePackages(each: Found, line: MatchLine, name: (text: string) => string): void {
  const mpn = partNumberKey(line.mpn)
  const source = mpn === '' ? undefined : each.entry.sources.find((other) => partNumberKey(other.mpn) === mpn)
  const part = source && source.package.trim() !== '' ? source.package : each.entry.package
  const [ours, theirs] = [name(line.package), name(part)]
  if (ours === '' || theirs === '' || ours === theirs) return
  doubt(each, { kind: 'package', line: line.package, part }, 'likely')
}

function doubt(each: Found, why: Doubt, atMost: Confidence): void {
  each.doubts.push(why)
  if (order[each.confidence] < order[atMost]) each.confidence = atMost
}

/** What a person answered before stands first among what is not sure, and is never taken for sure. */
function recall(line: MatchLine, { answers, byId }: Library, found: Map<string, Found>): void {
  const key = learnedKeyOf(line)
  if (key === null) return
  const entry = byId.get(answers.get(`${key.kind} ${key.key}`) ?? '')
  if (!entry) return
  const known = found.get(entry.id)
  if (known) {
    known.learned = true
    if (known.confidence === 'possible') known.confidence = 'likely'
  } else found.set(entry.id, { entry, by: key.kind, confidence: 'likely', learned: true, doubts: [] })
}

/** The one entry a line is linked to without being asked; null where somebody has to decide. */
export function linksByItself(candidates: readonly Candidate[]): string | null {
  const exact = candidates.filter(({ confidence }) => confidence === 'exact')
  return exact.length === 1 ? (exact[0]?.partId ?? null) : null
}

/** How sure the best candidate is. */
export const confidenceOf = (candidates: readonly Candidate[]): Confidence | 'none' =>
  candidates[0]?.confidence ?? 'none'

function memoised(of: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = of(text)
    known.set(text, made)
    return made
  }
}
