import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import { scaleSizes } from '@/db/seed/scale'
import { layOut, measureImport, measureReading, type BomOfSize } from './boms'
import { comparisonsOfRevisions, costs, explosions, type Note } from './levels'
import { budget } from '@/e2e/pages/first-load'
import { measureFirstLoad, type FirstLoad } from './first-load'
import { layOutLibrary, measureCost } from './cost'
import { growthExponent, measureGrowth } from './import-growth'
import { describeMachine } from './machine'
import { overBudget, renderResults, type Comparison } from './results'
import { layOutDocuments, measureSearch, searches } from './search'
import { measureSignIn } from './sign-in'
import { measureGrid, measureScreens, type Waits } from './browser'
import { layOutSpec, measureDiff, measureSpec, reviseSpec } from './specs'
import { openStage, type Stage } from './stage'
import { measureTransports } from './transports'
import { measureUpload } from './upload'

const plan = {
  whole: {
    sizes: scaleSizes,
    reading: 30,
    screens: 9,
    imports: { 500: 9, 5_000: 5, 50_000: 3 },
    documents: 50_000,
    searching: 30,
    signIn: 20,
    rounds: 3,
    seconds: 3,
  },
  /** To see whether a change helped: the same jobs, fewer rounds, nothing written. */
  quick: {
    sizes: [500, 5_000],
    reading: 8,
    screens: 3,
    imports: { 500: 3, 5_000: 2 },
    documents: 4_000,
    searching: 8,
    signIn: 5,
    rounds: 1,
    seconds: 1,
  },
} as const

const say = (line: string) => process.stdout.write(`${line}\n`)
const count = new Intl.NumberFormat('en')

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)

/**
 * Measures the running product and keeps the figures in `bench/results.md`. `--quick` only prints them; `first-load`
 * prints the script of each route and nothing else, `upload` of a gigabyte, `grid` the frames of a scrolled BOM, `structure` the explosion of BOMs, `cost` what a build costs, `build` both. Fails where a route is over the budget.
 */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes('first-load')) return measureOnlyFirstLoad()
  if (args.includes('growth')) return measureOnlyGrowth()
  if (args.includes('upload')) return measureOnly((stage, _, note) => uploads(stage, 3, note))
  if (args.includes('grid')) return measureOnlyGrid()
  if (args.includes('structure')) return measureOnly(explosions)
  if (args.includes('cost')) return measureOnly(costs)
  if (args.includes('compare')) return measureOnly(comparisonsOfRevisions)
  if (args.includes('build')) return measureOnly(explosions, costs, comparisonsOfRevisions)
  const quick = args.includes('--quick')
  const { sizes, reading, screens, imports, documents, searching, signIn, rounds, seconds } = quick
    ? plan.quick
    : plan.whole
  const stage = await openStage()
  try {
    const machine = await describeMachine(stage.sql)
    const comparisons: Comparison[] = []
    const compare = (job: string, measured: Omit<Comparison, 'job'>) => {
      comparisons.push({ job, ...measured })
      say(
        `${job}: ${measured.ours.median.toFixed(1)} ms, ${(measured.ours.median / measured.plain.median).toFixed(1)} x`,
      )
    }
    const laidOut: BomOfSize[] = []
    for (const size of sizes) laidOut.push(await layOut(stage, size))
    const spec = await layOutSpec(stage, 2_000)
    await stage.sql.query('analyze')
    for (const bom of laidOut) {
      const lines = `${count.format(bom.size)} lines`
      const { page, windowed, sorted, searched } = await measureReading(stage, bom, reading)
      compare(`BOM page, ${lines}`, page)
      compare(`grid, window in the middle, ${lines}`, windowed)
      compare(`grid, sorted, window in the middle, ${lines}`, sorted)
      compare(`grid, two Chinese characters searched, ${lines}`, searched)
    }
    for (const bom of laidOut) {
      await layOutLibrary(stage, bom)
      await stage.sql.query('analyze')
      compare(`cost of a build, ${count.format(bom.size)} lines`, await measureCost(stage, bom, Math.ceil(reading / 3)))
    }
    const opened = await measureSpec(stage, spec, reading)
    const document = `${count.format(spec.size)} requirements`
    compare(`specification page, ${document}`, opened.page)
    compare(`all requirements, ${document}`, opened.list)
    compare(`checks, ${document}`, opened.checks)
    const large = await reviseSpec(stage, spec)
    compare(`two revisions compared, ${document}`, await measureDiff(stage, large, reading))
    const small = await reviseSpec(stage, await layOutSpec(stage, 50))
    const ofSpecs = await measureScreens(stage, { large, small }, screens)
    ofSpecs.forEach(sayWait)
    const [few, many] = [laidOut[0], laidOut.at(-1)]
    const ofBoms = few && many ? await measureGrid(stage, { large: many, small: few }, screens) : []
    const waits = [...named('specification', ofSpecs), ...named('BOM', ofBoms)]
    ofBoms.forEach(sayWait)
    await layOutDocuments(stage.sql, stage, documents)
    await stage.sql.query('vacuum analyze search_documents, search_grams, requirements, specs')
    for (const [name, query] of Object.entries(searches))
      compare(`search, ${count.format(documents)} documents, ${name}`, await measureSearch(stage, query, searching))
    const notes: string[] = []
    const note: Note = (line) => {
      notes.push(line)
      say(line)
    }
    for (const measure of [explosions, costs, comparisonsOfRevisions])
      for (const { job, ...measured } of await measure(stage, reading, note)) compare(job, measured)
    for (const { job, ...measured } of await uploads(stage, quick ? 1 : 3, note)) compare(job, measured)
    compare('sign-in', await measureSignIn(stage, signIn))
    const rates = await measureTransports(stage, { rounds, seconds })
    for (const { name, perSecond } of rates)
      say(`${name}: ${perSecond.map((rate) => rate.toFixed(0)).join(', ')} per second`)
    const [shown] = laidOut
    const firstLoad = shown ? await measureFirstLoad(stage, shown, spec) : []
    sayFirstLoad(firstLoad)
    for (const [size, times] of Object.entries(imports))
      compare(`import, ${count.format(Number(size))} lines`, await measureImport(stage, Number(size), times))
    const grown = await measureGrowth(quick ? 2 : 5)
    for (const { size, times, heap } of grown) {
      const lines = `six levels, ${count.format(size)} lines`
      compare(`a file read, ${lines}`, times)
      compare(`a file compared with its revision, ${lines}`, { ours: times.compare, plain: times.plain })
      note(`${lines}: the lines read hold ${heap.ours.toFixed(0)} MB, ${heap.plain.toFixed(0)} MB by plain parsing`)
    }
    for (const [contestant, what] of [
      ['ours', 'a file read'],
      ['compare', 'a file compared with its revision'],
      ['plain', 'plain parsing'],
    ] as const)
      note(`${what}: time grows with lines to the power of ${growthExponent(grown, contestant).toFixed(2)}`)

    const loadAtEnd = loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')
    const at = new Date().toISOString().slice(0, 10)
    const page = renderResults({ at, machine, loadAtEnd, comparisons, notes, waits, rates, firstLoad })
    if (!quick) writeFileSync(join(projectRoot(), 'bench', 'results.md'), page)
    return sayOver(firstLoad)
  } finally {
    await stage.close()
  }
}

/** Says of each job what document it was done to. */
const named = (document: string, waits: readonly Waits[]): Waits[] =>
  waits.map(({ job, ...figures }) => ({ job: `${document} ${job}`, ...figures }))

const sayWait = ({ job, large, small }: Waits) =>
  say(`${job}: ${large.median.toFixed(1)} ms, ${small.median.toFixed(1)} ms with few lines`)

/** Scrolling the largest BOM beside the smallest, printed and not kept. */
async function measureOnlyGrid(): Promise<number> {
  const stage = await openStage()
  try {
    const boms = { large: await layOut(stage, 50_000), small: await layOut(stage, 500) }
    ;(await measureGrid(stage, boms, 9)).forEach(sayWait)
    return 0
  } finally {
    await stage.close()
  }
}

/** A gigabyte uploaded piece by piece, beside `sha256sum` and a copy. */
async function uploads(stage: Stage, rounds: number, note: Note): Promise<Comparison[]> {
  const { grown, ...figures } = await measureUpload(stage, 1_000, rounds)
  note(`upload of 1 GB: the server’s memory rose by ${grown.toFixed(0)} MB at most`)
  return [{ job: 'upload of 1 GB', ...figures }]
}

async function measureOnlyFirstLoad(): Promise<number> {
  const stage = await openStage()
  try {
    const firstLoad = await measureFirstLoad(stage, await layOut(stage, 500), await layOutSpec(stage, 50))
    sayFirstLoad(firstLoad)
    return sayOver(firstLoad)
  } finally {
    await stage.close()
  }
}

/** Some jobs beside plain SQL, printed with the load and not kept. */
async function measureOnly(
  ...jobs: readonly ((stage: Stage, rounds: number, note: Note) => Promise<Comparison[]>)[]
): Promise<number> {
  const stage = await openStage()
  try {
    for (const measure of jobs)
      for (const { job, ours, plain } of await measure(stage, 7, say))
        say(
          `${job}: ${ours.median.toFixed(1)} ms (p95 ${ours.p95.toFixed(1)}), plain SQL ${plain.median.toFixed(1)} ms (p95 ${plain.p95.toFixed(1)}), ` +
            `${(ours.median / plain.median).toFixed(2)} x, ${ours.samples} rounds, load ${loadavg()[0]?.toFixed(1)}`,
        )
    return 0
  } finally {
    await stage.close()
  }
}

/** Reading a file of six levels and comparing it with what is there, at two sizes; without a running product. */
async function measureOnlyGrowth(): Promise<number> {
  const found = await measureGrowth(3)
  for (const { size, times, heap } of found)
    say(
      `six levels, ${count.format(size)} lines: read ${times.ours.median.toFixed(0)} ms, plain parsing ${times.plain.median.toFixed(0)} ms, ` +
        `compared ${times.compare.median.toFixed(0)} ms; ${heap.ours.toFixed(0)} MB held, plain ${heap.plain.toFixed(0)} MB`,
    )
  for (const contestant of ['ours', 'compare', 'plain'] as const)
    say(`growth of ${contestant}: lines to the power of ${growthExponent(found, contestant).toFixed(2)}`)
  return 0
}

function sayFirstLoad(firstLoad: readonly FirstLoad[]): void {
  for (const { route, bytes, scripts } of firstLoad)
    say(`${route}: ${kilobytes(bytes)} kB of script in ${scripts} files`)
}

/** The exit code: a route over the budget is a failure. */
function sayOver(firstLoad: readonly FirstLoad[]): number {
  const over = overBudget(firstLoad)
  for (const { route, bytes } of over) say(`over the budget of ${budget / 1000} kB: ${route}, ${kilobytes(bytes)} kB`)
  return over.length === 0 ? 0 : 1
}
