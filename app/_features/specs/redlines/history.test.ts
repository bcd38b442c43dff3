import { expect, test } from 'vitest'
import type { RedlineState } from '@/server/domains/specs/lifecycle'
import { bilingual } from '@/server/kernel/bilingual'
import { historyOf, movesFor, sayValue } from './history'

const zhou = { displayNameEn: 'Zhou Jian', displayNameZh: '周健' }
const robin = { displayNameEn: 'Robin', displayNameZh: '' }
const put = (to: string) => ({ field: 'max' as const, from: '3.5', to })
const at = (hour: number) => new Date(Date.UTC(2026, 10, 29, hour))
const round = (to: string, by: typeof zhou, hour: number, why: string) => ({
  change: put(to),
  reason: bilingual('en', why),
  by,
  at: at(hour).toISOString(),
})
const redline = (state: RedlineState, rounds: ReturnType<typeof round>[], reason: string) => ({
  state,
  rounds,
  change: put('3.6'),
  reason: bilingual('en', reason),
  putBy: robin,
  updatedAt: at(9),
  settledBy: state === 'open' || state === 'countered' ? null : zhou,
  settledAt: state === 'open' || state === 'countered' ? null : at(10),
})
const told = (moves: ReturnType<typeof historyOf>) =>
  moves.map(({ kind, by, change, reason }) => [kind, by?.displayNameEn, change?.to, reason?.en])

test('what is on the table is the newest move', () => {
  expect(told(historyOf(redline('open', [], 'Cell ages')))).toEqual([['proposed', 'Robin', '3.6', 'Cell ages']])
  expect(told(historyOf(redline('countered', [round('3.7', zhou, 8, 'Cell ages')], 'Half way')))).toEqual([
    ['proposed', 'Zhou Jian', '3.7', 'Cell ages'],
    ['countered', 'Robin', '3.6', 'Half way'],
  ])
})

test('an accepted counter-proposal is told once, and then its end', () => {
  const rounds = [round('3.7', zhou, 8, 'Cell ages'), round('3.6', robin, 9, 'Half way')]
  expect(told(historyOf(redline('accepted', rounds, 'Half way')))).toEqual([
    ['proposed', 'Zhou Jian', '3.7', 'Cell ages'],
    ['countered', 'Robin', '3.6', 'Half way'],
    ['accepted', 'Zhou Jian', undefined, undefined],
  ])
})

test('declining says why', () => {
  const moves = historyOf(redline('declined', [round('3.7', robin, 8, 'Cell ages')], 'Not tested there'))
  expect(told(moves).at(-1)).toEqual(['declined', 'Zhou Jian', undefined, 'Not tested there'])
  expect(moves.at(-1)?.at).toEqual(at(10))
})

const brand = { side: 'brand', edit: true, propose: true } as const
const factory = { side: 'partner', edit: false, propose: true } as const
const moves = (state: RedlineState, who: Parameters<typeof movesFor>[1], outdated = false) =>
  movesFor({ state, outdated }, who).join(' ')

test('each side moves in its turn; the factory can always take its proposal back', () => {
  expect(moves('open', brand)).toBe('accept counter decline')
  expect(moves('open', factory)).toBe('withdraw')
  expect(moves('countered', brand)).toBe('')
  expect(moves('countered', factory)).toBe('acceptCounter counterBack withdraw')
  for (const state of ['accepted', 'declined', 'withdrawn'] as const) {
    expect(moves(state, brand) + moves(state, factory)).toBe('')
  }
})

test('what was proposed for something else cannot be accepted', () => {
  expect(moves('open', brand, true)).toBe('counter decline')
  expect(moves('countered', factory, true)).toBe('counterBack withdraw')
})

test('whoever only reads has no move', () => {
  expect(moves('open', { side: 'brand', edit: false, propose: true })).toBe('')
  expect(moves('countered', { side: 'partner', edit: false, propose: false })).toBe('')
})

test('a figure is read with its unit, a text as it is', () => {
  expect(sayValue('max', '-20', '°C')).toBe('−20 °C')
  expect(sayValue('max', '3.6', '')).toBe('3.6')
  expect(sayValue('max', '', 'V')).toBe('')
  expect(sayValue('unit', 'mV', 'V')).toBe('mV')
  expect(sayValue('text.en', 'shall', 'V')).toBe('shall')
})
