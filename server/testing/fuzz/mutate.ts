import type { Random } from './random'

/** No input grows past this: what a reader does with more is a matter of its own limits. */
export const mostInputBytes = 1_048_576

type Mutation = (bytes: Uint8Array, random: Random, others: Seeds) => Uint8Array
export type Seeds = readonly [Uint8Array, ...Uint8Array[]]

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts)).subarray(0, mostInputBytes)
const range = (bytes: Uint8Array, random: Random): [from: number, to: number] => {
  const from = random.below(bytes.length)
  return [from, from + 1 + random.below(Math.min(bytes.length - from, 1 + random.below(4_096)))]
}
const changed = (bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array => {
  // A Buffer's own `slice` is the same bytes again.
  const copy = Uint8Array.from(bytes)
  change(copy)
  return copy
}

const flipBit: Mutation = (bytes, random) =>
  changed(bytes, (copy) => {
    const at = random.below(copy.length)
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
  })

const setByte: Mutation = (bytes, random) =>
  changed(bytes, (copy) => {
    copy[random.below(copy.length)] = random.pick([0, 1, 0x20, 0x30, 0x3a, 0x7f, 0x80, 0xfe, 0xff])
  })

/** Numbers that lengths, counts and offsets break at, in two or four bytes of either order. */
const setNumber: Mutation = (bytes, random) =>
  changed(bytes, (copy) => {
    const { length } = copy
    const numbers = [
      0, 1, 2, 0x7f, 0xff, 0x100, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff,
    ] as const
    const value = random.pick([...numbers, length, length - 1, length + 1, random.below(length * 2)])
    const width = random.pick([2, 4])
    const at = random.below(4) === 0 ? random.below(length) : random.below(Math.ceil(length / width)) * width
    const isLittle = random.below(4) > 0
    for (let i = 0; i < width && at + i < length; i++)
      copy[at + i] = Math.floor(value / 256 ** (isLittle ? i : width - 1 - i)) % 256
  })

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length))
const cutOut: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random)
  return joined(bytes.subarray(0, from), bytes.subarray(to))
}
const insert: Mutation = (bytes, random) => {
  const at = random.below(bytes.length)
  const noise = Uint8Array.from({ length: 1 + random.below(64) }, () => random.below(256))
  return joined(bytes.subarray(0, at), noise, bytes.subarray(at))
}
const repeat: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random)
  const copies = Array.from({ length: 1 + random.below(random.below(8) === 0 ? 256 : 4) }, () =>
    bytes.subarray(from, to),
  )
  return joined(bytes.subarray(0, to), ...copies, bytes.subarray(to))
}
const splice: Mutation = (bytes, random, others) => {
  const other = random.pick(others)
  const [from, to] = range(other, random)
  const at = random.below(bytes.length)
  const rest = random.below(2) === 0 ? at : Math.min(bytes.length, at + to - from)
  return joined(bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(rest))
}

const mutations = [
  flipBit,
  flipBit,
  setByte,
  setNumber,
  setNumber,
  setNumber,
  truncate,
  cutOut,
  insert,
  repeat,
  splice,
] as const

/** One to six mutations on top of each other; `others` are what splices take from. */
export function mutate(bytes: Uint8Array, random: Random, others: Seeds): Uint8Array {
  let mutant = bytes
  for (let left = 1 + random.below(6); left > 0 && mutant.length > 0; left--)
    mutant = random.pick(mutations)(mutant, random, others)
  return mutant
}
