import { scaleTree } from '@/db/seed/scale'
import { importBom } from '@/server/domains/boms/importing/import-bom'
import type { CanonicalField } from '@/server/domains/boms/importing/fields'
import { readAgainst } from '@/server/domains/boms/storing/against'
import type { KnownLine } from '@/server/domains/boms/storing/known-lines'
import { lineRows } from '@/server/domains/boms/storing/line-rows'
import { growth, race, weigh, type Figures } from './rounds'

export const growthSizes = [5_000, 50_000] as const

/** One size: milliseconds of each contestant, and what its answer occupies, in MB of heap. */
export type Growth = Readonly<{
  size: number
  times: Readonly<Record<'ours' | 'plain' | 'compare', Figures>>
  heap: Readonly<Record<'ours' | 'plain', number>>
}>

/**
 * Reading a BOM of six levels beside the least that could be done with the same text: cells split, a parent found for
 * every line. `compare` pairs the lines with the ones before and tells what differs, as a second import does.
 */
export async function measureGrowth(rounds: number): Promise<Growth[]> {
  const found: Growth[] = []
  for (const size of growthSizes) {
    const text = scaleTree(size)
    const bytes = Buffer.from(text)
    const rows = await ourRows(bytes)
    const known = rows.map(asKnown)
    const spoken = new Set<CanonicalField>(['refdes', 'qty', 'mpn', 'manufacturer', 'value', 'package', 'level'])
    const times = await race(
      {
        ours: async () => void (await ourRows(bytes)),
        plain: async () => void plainRows(text),
        compare: async () => void readAgainst(rows, known, spoken, []),
      },
      { rounds, warmUp: 1, clean: true },
    )
    const heap = { ours: await megabytes(() => ourRows(bytes)), plain: await megabytes(() => plainRows(text)) }
    found.push({ size, times, heap })
  }
  return found
}

/** How time grows with the lines: 1 is linear. */
export function growthExponent(found: readonly Growth[], contestant: keyof Growth['times']): number {
  const [small, large] = found
  if (!small || !large) return Number.NaN
  return growth(small.times[contestant].median, large.times[contestant].median, large.size / small.size)
}

async function ourRows(bytes: Buffer) {
  const { lines, messages } = await importBom(bytes, 'scale.csv')
  return lineRows(lines, messages, [])
}

const asKnown = ({ flags, not_fitted, ...row }: Awaited<ReturnType<typeof ourRows>>[number]): KnownLine => ({
  ...row,
  flags: flags.texts,
  not_fitted: not_fitted.texts,
  key: String(row.position),
  part_id: null,
  owner_id: null,
  due_on: null,
  child_bom_id: null,
  waivers: [],
})

function plainRows(text: string) {
  const stack: { level: number; position: number }[] = []
  return text
    .split('\r\n')
    .slice(1)
    .filter(Boolean)
    .map((line, index) => {
      const cells = line.split(',')
      const level = Number(cells.at(-1))
      while (stack.length > 0 && (stack.at(-1)?.level ?? 0) >= level) stack.pop()
      const parent = stack.at(-1)?.position ?? null
      stack.push({ level, position: index + 1 })
      return { position: index + 1, parent, level, refs: (cells[0] ?? '').split(' '), cells }
    })
}

const megabytes = async (make: () => unknown): Promise<number> => (await weigh(make)).bytes / 2 ** 20
