import { measureCompare } from './compare'
import { layOutLibrary, measureCost } from './cost'
import type { Comparison } from './results'
import { growth } from './rounds'
import type { Stage } from './stage'
import { checkExplosion, heapOfExplosion, layOutLevels, measureExplosion } from './structure'

/** Says something of the results besides their times. */
export type Note = (line: string) => void

const count = new Intl.NumberFormat('en')
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)

const levels = [5_000, 50_000] as const
const powerOf = (small: number, large: number) =>
  `lines to the power of ${growth(small, large, levels[1] / levels[0]).toFixed(2)}`

/** How a job grows from the smaller BOM to the larger, and how plain SQL does. */
function noteGrowth(job: string, [small, large]: readonly Comparison[], note: Note): void {
  if (!small || !large) return
  const [ours, plain] = (['ours', 'plain'] as const).map((who) => powerOf(small[who].median, large[who].median))
  note(`${job}: time grows with ${ours}, of plain SQL with ${plain}`)
}

/** BOMs of two sizes, exploded through the product and in plain SQL; how both grow, and what is held in memory. */
export async function explosions(stage: Stage, rounds: number, note: Note): Promise<Comparison[]> {
  const found: Comparison[] = []
  for (const size of levels) {
    const bom = await layOutLevels(stage, size)
    const parts = await checkExplosion(stage, bom)
    const job = `explosion, ${count.format(size)} lines, ${count.format(parts)} totals`
    found.push({ job, ...(await measureExplosion(stage, bom, rounds)) })
  }
  noteGrowth('explosion', found, note)
  const [few, many] = [await heapOfExplosion(levels[0]), await heapOfExplosion(levels[1])]
  note(`explosion: holds ${kilobytes(few)} and ${kilobytes(many)} kB, ${powerOf(few, many)}`)
  return found
}

/** What builds of two sizes cost, and how it grows. */
export async function costs(stage: Stage, rounds: number, note: Note): Promise<Comparison[]> {
  const found: Comparison[] = []
  for (const size of levels) {
    const bom = await layOutLevels(stage, size)
    await layOutLibrary(stage, bom)
    await stage.sql.query('analyze')
    const job = `cost of a build, six levels, ${count.format(size)} lines`
    found.push({ job, ...(await measureCost(stage, bom, rounds)) })
  }
  noteGrowth('cost of a build', found, note)
  return found
}

/** Two revisions of a BOM compared, at two sizes. */
export async function comparisonsOfRevisions(stage: Stage, rounds: number, note: Note): Promise<Comparison[]> {
  const found: Comparison[] = []
  for (const size of levels) {
    const { changed, ...figures } = await measureCompare(stage, size, rounds)
    const job = `two revisions of a BOM compared, ${count.format(size)} lines, ${count.format(changed)} of them differ`
    found.push({ job, ...figures })
  }
  noteGrowth('two revisions of a BOM compared', found, note)
  return found
}
