import fc from 'fast-check'
import { expect, test } from 'vitest'
import en from '@/locales/en/specs.json'
import { classify, judgeMeeting, type Classification } from './changes'
import { checkDeclaredVersion, requiredStep, requiredVersion, satisfies, versionProblems } from './versioning'

const change = (...weights: ('breaking' | 'compatible' | 'words')[]): Classification =>
  classify(weights.map((weight) => judgeMeeting('wordsChanged', '', weight)))
const [none, words, more, broken] = [
  change(),
  change('words'),
  change('words', 'compatible'),
  change('compatible', 'breaking'),
]

test('what changed says how far the version moves', () => {
  expect([none, words, more, broken].map(requiredStep)).toEqual(['none', 'patch', 'minor', 'major'])
  expect([none, words, more, broken].map((each) => requiredVersion('1.2.3', each))).toEqual([
    '1.2.3',
    '1.2.4',
    '1.3.0',
    '2.0.0',
  ])
  expect([none, words, more, broken].map((each) => requiredVersion('0.2.3', each))).toEqual([
    '0.2.3',
    '0.2.4',
    '0.2.4',
    '0.3.0',
  ])
  expect(requiredVersion('1.2', broken)).toBeNull()
})

test('a declared version may be higher than needed, never lower', () => {
  expect(checkDeclaredVersion('1.2.3', '1.2.3', none)).toBeNull()
  expect(checkDeclaredVersion('1.2.3', '1.2.3', words)).toBe('unchanged')
  expect(checkDeclaredVersion('1.2.3', '1.2.4', more)).toBe('tooLow')
  expect(checkDeclaredVersion('1.2.3', '1.9.0', broken)).toBe('tooLow')
  expect(checkDeclaredVersion('1.2.3', '2.0.0', words)).toBeNull()
  expect(checkDeclaredVersion('1.10.0', '1.9.0', none)).toBe('lower')
  expect(checkDeclaredVersion('0.9.0', '1.0.0', broken)).toBeNull()
  expect(checkDeclaredVersion('0.9.0', '0.9.1', broken)).toBe('tooLow')
  for (const odd of ['', '1.2', '01.2.3', '1.2.3-rc.1', 'v1.2.3', '1.2.3 '])
    expect([odd, checkDeclaredVersion('1.2.3', odd, none)]).toEqual([odd, 'malformed'])
  expect(checkDeclaredVersion('x', '1.0.0', none)).toBe('malformed')
})

test('a cloud serves firmware that needs the same major version and nothing newer', () => {
  expect(satisfies('1.2.0', '1.2.0')).toBe(true)
  expect(satisfies('1.2.0', '1.10.0')).toBe(true)
  expect(satisfies('1.2.1', '1.2.0')).toBe(false)
  expect(satisfies('1.2.0', '2.0.0')).toBe(false)
  expect(satisfies('0.2.1', '0.2.4')).toBe(true)
  expect(satisfies('0.2.1', '0.3.0')).toBe(false)
  expect(satisfies('0.9.0', '1.0.0')).toBe(false)
  expect(satisfies('1.x', '1.0.0')).toBe(false)
})

test('firmware of before is served by whatever the rules let follow without a break', () => {
  const part = fc.nat({ max: 20 })
  const version = fc.tuple(part, part, part).map((parts) => parts.join('.'))
  fc.assert(
    fc.property(version, fc.constantFrom(none, words, more, broken), (previous, each) => {
      const next = requiredVersion(previous, each) ?? ''
      expect(checkDeclaredVersion(previous, next, each)).toBeNull()
      expect(satisfies(previous, next)).toBe(each !== broken)
    }),
  )
})

test('every refusal has a sentence', () => {
  expect(Object.keys(en.contract.versionProblem).toSorted()).toEqual([...versionProblems].toSorted())
})
