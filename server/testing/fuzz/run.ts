import { setImmediate as turn } from 'node:timers/promises'
import { mutate, type Seeds } from './mutate'
import { type Random, randomOf } from './random'

/** Inputs between two turns of the event loop: what a library holds outside of Node is given back only there. */
const inputsPerTurn = 256

/** A reader under proof. */
export type FuzzedParser = Readonly<{
  name: string
  /** Well-formed inputs, built in code. Called once. */
  seeds: () => Seeds
  /** Puts right what a reader would stop at, such as checksums, so that half of the inputs come further. */
  repair?: (bytes: Uint8Array) => Uint8Array
  /** Builds an outer file, such as an archive, from what was mutated of the seed `at`. */
  wrap?: (bytes: Uint8Array, random: Random, at: number) => Uint8Array
  /** Reads, and throws where what came out is not sound. */
  read: (bytes: Uint8Array) => unknown
}>

export type FuzzFault = Readonly<{ kind: 'crash' | 'hang'; parser: string; index: number; reason: string }>

/** The parser and the input of one index of a run. */
export function inputOf(parsers: readonly FuzzedParser[], seeds: readonly Seeds[], seed: number, index: number) {
  const turn = index % parsers.length
  const [parser, own] = [parsers[turn], seeds[turn]]
  if (!parser || !own) throw new Error('there is no parser to prove')
  const random = randomOf(seed, index)
  const at = random.below(own.length)
  const mutant = mutate(own[at] ?? own[0], random, own)
  const repaired = parser.repair && random.below(2) === 0 ? parser.repair(mutant) : mutant
  return { parser, bytes: parser.wrap ? parser.wrap(repaired, random, at) : repaired }
}

type Run = Readonly<{
  seed: number
  from: number
  to: number
  beforeInput?: (index: number) => void
}>

/** Gives the inputs `from` … `to − 1` to the parsers in turn. A throw is a crash; whether one hangs, its watcher sees. */
export async function fuzz(
  parsers: readonly FuzzedParser[],
  { seed, from, to, beforeInput }: Run,
): Promise<FuzzFault[]> {
  const faults: FuzzFault[] = []
  const seeds = parsers.map((parser) => parser.seeds())
  for (let index = from; index < to; index++) {
    beforeInput?.(index)
    if (index % inputsPerTurn === 0) await turn()
    const { parser, bytes } = inputOf(parsers, seeds, seed, index)
    try {
      await parser.read(bytes)
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      faults.push({ kind: 'crash', parser: parser.name, index, reason })
    }
  }
  return faults
}
