import { budget } from '@/e2e/pages/first-load'
import type { FirstLoad } from './first-load'
import type { Machine } from './machine'
import type { Figures } from './rounds'
import type { Waits } from './browser'
import type { Rate } from './transports'

export type Comparison = Readonly<{ job: string; ours: Figures; plain: Figures }>
export type Results = Readonly<{
  at: string
  machine: Machine
  loadAtEnd: string
  comparisons: readonly Comparison[]
  /** How some of it grows, and what it holds in memory. */
  notes: readonly string[]
  waits: readonly Waits[]
  rates: readonly Rate[]
  firstLoad: readonly FirstLoad[]
}>

const ms = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export const overBudget = (firstLoad: readonly FirstLoad[]) => firstLoad.filter(({ bytes }) => bytes > budget)

/** The results as the page that is kept in the repository. */
export function renderResults({
  at,
  machine,
  loadAtEnd,
  comparisons,
  notes,
  waits,
  rates,
  firstLoad,
}: Results): string {
  const over = overBudget(firstLoad)
  return `# What it costs

\`npm run bench\` wrote this page on ${at}. Milliseconds on loopback against the production build; “plain” is the same
data in plain SQL above row-level security (for sign-in: checking one argon2id hash; for import: splitting the text and
inserting the rows), timed in the same run, in rounds that take turns. Ratios travel between machines, milliseconds do not.

${table(['machine', ''], Object.entries({ ...machine, load: `${machine.load} at the start, ${loadAtEnd} at the end` }))}

## Server time

${table(
  ['job', 'median', 'p95', 'plain median', 'plain p95', 'ratio', 'rounds'],
  comparisons.map(({ job, ours, plain }) => [
    job,
    ms(ours.median),
    ms(ours.p95),
    ms(plain.median),
    ms(plain.p95),
    (ours.median / plain.median).toFixed(1),
    String(ours.samples),
  ]),
)}

From 5,000 to 50,000 lines of six levels:

${notes.map((note) => `- ${note}`).join('\n')}

## In a browser

Milliseconds in a Chromium, in turns: a specification of 2,000 requirements beside one of 50, a BOM of 50,000 lines beside
one of 500. A frame of a usual screen lasts 17.

${table(
  ['job', 'median', 'p95', 'small: median', 'small: p95', 'ratio', 'rounds'],
  waits.map(({ job, large, small }) => [
    job,
    ms(large.median),
    ms(large.p95),
    ms(small.median),
    ms(small.p95),
    (large.median / small.median).toFixed(1),
    String(large.samples),
  ]),
)}

## Requests per second, 8 clients

${table(
  ['contestant', 'median', 'rounds'],
  rates.map(({ name, perSecond }) => [
    name,
    middle(perSecond).toFixed(0),
    perSecond.map((rate) => rate.toFixed(0)).join(', '),
  ]),
)}

## First-load JavaScript

Gzip, as the HTML of each route names it. Budget ${budget / 1000} kB; ${over.length === 0 ? 'every route keeps it' : `over it: ${over.map(({ route }) => `\`${route}\``).join(', ')}`}.

${table(
  ['route', 'kB', 'files'],
  firstLoad.map(({ route, bytes, scripts }) => [`\`${route}\``, (bytes / 1000).toFixed(0), String(scripts)]),
)}
`
}
