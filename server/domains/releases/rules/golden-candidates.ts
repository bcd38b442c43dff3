import { DomainError } from '@/server/kernel/errors'
import type { GoldenChoice } from '../inputs'
import type {
  FirmwareInForce,
  GoldenFacts,
  GoldenFile,
  GoldenFirmware,
  GoldenParts,
  GoldenRelease,
} from './golden-parts'

/** Everything of a product that is in force, of which a golden package with one factory can be made. */
export type GoldenCandidates = Readonly<{
  specs: readonly GoldenRelease[]
  boms: readonly (GoldenRelease & Readonly<{ variants: readonly string[] }>)[]
  designs: readonly GoldenRelease[]
  lines: readonly Readonly<{
    lineId: string
    number: string
    name: GoldenFirmware['name']
    boardSetId: string | null
    bomId: string | null
    production: readonly (FirmwareInForce & Readonly<{ hash: string }>)[]
  }>[]
  testPlans: readonly GoldenFile[]
  artwork: readonly GoldenFile[]
  /** Specification revisions the factory signed with the brand or took note of. */
  agreed: readonly string[]
  /** What the factory was shown. */
  shared: readonly ('specs' | 'boms' | 'files' | 'firmware')[]
}>

/** What parts are judged by. */
export function goldenFacts(candidates: GoldenCandidates, parts: GoldenParts): GoldenFacts {
  const { specs, boms, designs, lines, testPlans, artwork, agreed, shared } = candidates
  const released = [...specs, ...boms, ...designs]
  return {
    inForce: new Map(released.map(({ id, revisionId, letter }) => [id, { revisionId, letter }])),
    agreed: new Set(agreed),
    variants: boms.find(({ revisionId }) => revisionId === parts.bom?.revisionId)?.variants ?? [],
    lines,
    files: new Set([...testPlans, ...artwork].map(({ fileId }) => fileId)),
    shared: new Set(shared),
  }
}

/** Everything in force, as a first draft; of several specifications one the factory agreed to. */
export function suggestParts(candidates: GoldenCandidates): GoldenParts {
  const { specs, boms, designs, lines, testPlans, artwork, agreed } = candidates
  const spec = specs.find(({ revisionId }) => agreed.includes(revisionId)) ?? specs[0] ?? null
  return {
    spec,
    bom: boms[0] ? bomPart(boms[0], null) : null,
    designs,
    firmware: lines.flatMap((line) => firmwarePart(line, designs) ?? []),
    testPlans,
    artwork,
  }
}

type BomCandidate = GoldenCandidates['boms'][number]
const bomPart = ({ variants, ...release }: BomCandidate, variant: string | null) => ({
  ...release,
  variant: variants.length === 1 ? (variants[0] ?? null) : variant,
})

/** What a line has in production for the board that is built, where it names one. */
function firmwarePart(
  { production, boardSetId, lineId, number, name }: GoldenCandidates['lines'][number],
  designs: readonly GoldenRelease[],
): GoldenFirmware | null {
  const letter = designs.find(({ id }) => id === boardSetId)?.letter
  const found = letter === undefined ? production.at(-1) : production.find(({ board }) => board === letter)
  if (!found) return null
  const { buildId, version, board, hash } = found
  return { lineId, number, name, buildId, version, board, hash }
}

/** Parts with one of them chosen anew, always of what is in force, each thing once. Errors: releases.partNotFound. */
export function chooseParts(parts: GoldenParts, candidates: GoldenCandidates, choice: GoldenChoice): GoldenParts {
  switch (choice.part) {
    case 'spec':
      return { ...parts, spec: choice.id === null ? null : named(candidates.specs, choice.id, ({ id }) => id) }
    case 'bom': {
      if (choice.id === null) return { ...parts, bom: null }
      const bom = named(candidates.boms, choice.id, ({ id }) => id)
      if (choice.variant !== null && !bom.variants.includes(choice.variant)) throw partNotFound()
      return { ...parts, bom: bomPart(bom, choice.variant) }
    }
    case 'designs':
      return { ...parts, designs: once(choice.ids).map((each) => named(candidates.designs, each, ({ id }) => id)) }
    case 'firmware':
      return {
        ...parts,
        firmware: once(choice.ids).map((each) => {
          const part = firmwarePart(
            named(candidates.lines, each, ({ lineId }) => lineId),
            parts.designs,
          )
          if (!part) throw partNotFound()
          return part
        }),
      }
    case 'testPlans':
    case 'artwork':
      return {
        ...parts,
        [choice.part]: once(choice.ids).map((each) => named(candidates[choice.part], each, ({ fileId }) => fileId)),
      }
  }
}

const once = (ids: readonly string[]): string[] => [...new Set(ids)]

function named<T>(list: readonly T[], wanted: string, idOf: (each: T) => string): T {
  const found = list.find((each) => idOf(each) === wanted)
  if (found === undefined) throw partNotFound()
  return found
}
const partNotFound = () => new DomainError('notFound', 'releases.partNotFound')
