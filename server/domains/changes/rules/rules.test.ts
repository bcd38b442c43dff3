import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { changeLifecycle, changeStates } from '../lifecycle'
import {
  approvalSlot,
  approvesOwnAlone,
  fillable,
  isCostly,
  openApprovals,
  requiredApprovals,
  type ApprovalSlot,
} from './approvals'
import { suggestClass } from './classify'
import { consequencesOf, names } from './consequences'
import { courtOf } from './court'
import { balanceOf, buckets, costOf, unbalanced, type Bucket } from './disposition'
import { emergencyDue } from './emergency'
import { missingImpacts, requiredImpacts } from './impact'
import { changeCode } from './label'
import { followUps } from './tasks'

const at = new Date('2026-11-02T09:00:00Z')

describe('states', () => {
  test('name the same change by where it stands', () => {
    const code = (state: (typeof changeStates)[number], approvedAt: Date | null = null) =>
      changeCode({ state, approvedAt, ordinal: 7 })
    expect(code('draft')).toBe('ECR-007')
    expect(code('pendingApproval')).toBe('ECR-007')
    expect(code('rejected')).toBe('ECR-007')
    expect(code('approved', at)).toBe('ECO-007')
    expect(code('scheduled', at)).toBe('ECO-007')
    expect(code('cancelled', at)).toBe('ECO-007')
    expect(code('cancelled')).toBe('ECR-007')
    expect(code('implementing', at)).toBe('ECN-007')
    expect(code('closed', at)).toBe('ECN-007')
  })

  test('cannot be cancelled once something is built by it, and nothing leaves an ended one', () => {
    const cancellable = changeStates.filter((state) => changeLifecycle.allows(state, 'cancel'))
    expect(cancellable).toEqual(['draft', 'impactAnalysis', 'pendingApproval', 'approved', 'scheduled'])
    expect(changeStates.filter(changeLifecycle.isTerminal)).toEqual(['closed', 'rejected', 'cancelled'])
    expect(() => changeLifecycle.next('implementing', 'cancel')).toThrow('changes.illegalTransition')
  })

  test('an emergency is due 24 hours on, by the clock', () => {
    expect(emergencyDue(at).toISOString()).toBe('2026-11-03T09:00:00.000Z')
  })
})

describe('dispositions', () => {
  const whole = fc.integer({ min: 1, max: 9_999_999 }).map((micro) => (micro / 1_000).toFixed(3))
  const piles = fc.dictionary(fc.constantFrom(...buckets), fc.array(whole, { minLength: 1, maxLength: 6 }))
  const rowsOf = (given: Partial<Record<Bucket, string[]>>) =>
    buckets.flatMap((bucket) => (given[bucket] ?? []).map((quantity) => ({ bucket, quantity })))
  const milli = (text: string) => BigInt(text.replace('.', ''))
  const text = (sum: bigint) => `${sum / 1_000n}.${(sum % 1_000n).toString().padStart(3, '0')}`
  const sumsOf = (given: Partial<Record<Bucket, string[]>>) =>
    Object.fromEntries(
      Object.entries(given).map(([bucket, parts]) => [
        bucket,
        text(parts.reduce((sum, each) => sum + milli(each), 0n)),
      ]),
    )

  test('are balanced exactly when every place is given away whole', () => {
    fc.assert(
      fc.property(piles, (given) => {
        expect(unbalanced(sumsOf(given), rowsOf(given))).toBeNull()
      }),
    )
  })

  test('are refused by as little as a thousandth, too much or too little, or at a place where nothing is', () => {
    fc.assert(
      fc.property(piles, fc.constantFrom(...buckets), fc.constantFrom(1n, -1n), (given, bucket, by) => {
        const exists = sumsOf(given)
        const there = milli(exists[bucket] ?? '0.000') + by
        fc.pre(there >= 0n)
        const moved = { ...exists, [bucket]: text(there) }
        expect(unbalanced(moved, rowsOf(given))?.bucket).toBe(bucket)
      }),
    )
  })

  test('always sum: what is open and what is disposed are what exists', () => {
    fc.assert(
      fc.property(piles, piles, (there, given) => {
        for (const { exists, disposed, open } of balanceOf(sumsOf(there), rowsOf(given))) {
          const scaled = (number: string) => Math.round(Number(number) * 1_000)
          expect(scaled(disposed) + scaled(open)).toBe(scaled(exists))
        }
      }),
    )
  })

  test('count what each side pays, to the millionth', () => {
    const row = { bucket: 'wip', action: 'rework', currency: 'CNY', dueOn: null } as const
    expect(
      costOf([
        { ...row, quantity: '120', unitCostMicros: '350000', payer: 'brand' },
        { ...row, quantity: '0.5', unitCostMicros: '3', payer: 'brand' },
        { ...row, quantity: '10', unitCostMicros: '1000000', payer: 'partner' },
        { ...row, quantity: '10', unitCostMicros: null, payer: 'partner' },
      ]),
    ).toEqual([
      { payer: 'brand', currency: 'CNY', micros: 42_000_001n },
      { payer: 'partner', currency: 'CNY', micros: 10_000_000n },
    ])
  })
})

describe('impact', () => {
  test('asks each side what it knows, and the brand everything while it is alone', () => {
    const both = requiredImpacts({ changeClass: 'one', kind: 'revision', withPartner: true })
    const sides = (area: string) => both.filter((key) => key.area === area).map(({ side }) => side)
    expect(sides('wip')).toEqual(['partner'])
    expect(sides('certification')).toEqual(['brand'])
    expect(sides('cost')).toEqual(['brand', 'partner'])
    const alone = requiredImpacts({ changeClass: 'one', kind: 'revision', withPartner: false })
    expect(new Set(alone.map(({ side }) => side))).toEqual(new Set(['brand']))
    expect(alone.map(({ area }) => area)).toEqual(expect.arrayContaining(['wip', 'certification', 'cost']))
  })
  test('is complete when nothing required is missing', () => {
    const required = requiredImpacts({ changeClass: 'two', kind: 'documentOnly', withPartner: true })
    expect(missingImpacts(required, required)).toEqual([])
    expect(missingImpacts(required, required.slice(1))).toEqual(required.slice(0, 1))
  })
  test('leads to the work that follows', () => {
    const found = [
      { area: 'fixture', affected: true },
      { area: 'firmware', affected: false },
      { area: 'certification', affected: true },
    ] as const
    expect(followUps(found, true)).toEqual([
      { kind: 'sop', side: 'partner' },
      { kind: 'fixture', side: 'partner' },
      { kind: 'recertification', side: 'brand' },
    ])
    expect(followUps(found, false).every(({ side }) => side === 'brand')).toBe(true)
  })
})

describe('approval', () => {
  const weighed = { changeClass: 'one', raisedBy: 'partner', withPartner: true, costly: false } as const
  const slots = (given: Partial<Parameters<typeof requiredApprovals>[0]>) =>
    requiredApprovals({ ...weighed, ...given }).map(approvalSlot)

  test('of class I takes engineering and quality of both, the management of the brand, and purchasing where cost moves', () => {
    expect(slots({})).toEqual([
      'brand:engineer',
      'brand:quality',
      'brand:manager',
      'partner:engineer',
      'partner:quality',
    ])
    expect(slots({ costly: true })).toContain('brand:purchaser')
    expect(slots({ withPartner: false })).toEqual(['brand:engineer', 'brand:quality', 'brand:manager'])
  })
  test('of class II is the raising side’s own', () => {
    expect(slots({ changeClass: 'two' })).toEqual(['partner:engineer'])
    expect(slots({ changeClass: 'two', raisedBy: 'brand' })).toEqual(['brand:engineer'])
  })
  test('needs both organisations whatever is given by one', () => {
    const required = requiredApprovals(weighed)
    const brand = required.filter(({ side }) => side === 'brand').map((each) => ({ slot: approvalSlot(each) }))
    expect(openApprovals(required, brand).map(({ side }) => side)).toEqual(['partner', 'partner'])
  })
  test('lets an owner fill every place of their side and an engineer one', () => {
    const required = requiredApprovals(weighed)
    expect(fillable(required, [], { side: 'brand', role: 'owner' }).length).toBe(3)
    expect(fillable(required, [], { side: 'brand', role: 'engineer' }).map(({ role }) => role)).toEqual(['engineer'])
    expect(fillable(required, [], { side: 'brand', role: 'viewer' })).toEqual([])
  })
  test('is not given alone by who raised it, unless nobody else can', () => {
    const required: readonly ApprovalSlot[] = requiredApprovals(weighed)
    const given = [{ slot: 'partner:engineer', userId: 'me' }]
    const signing = { side: 'partner', userId: 'me', slots: ['partner:quality'] } as const
    const alone = (userId: string, colleagues: number, before = given) =>
      approvesOwnAlone(required, before, signing, { userId, colleagues })
    expect(alone('me', 1)).toBe(true)
    expect(alone('me', 0)).toBe(false)
    expect(alone('somebody', 1)).toBe(false)
    expect(alone('me', 1, [{ slot: 'partner:engineer', userId: 'other' }])).toBe(false)
    expect(alone('me', 1, [])).toBe(false)
  })
  test('moves purchasing beyond one percent, up or down', () => {
    expect(['1', '-1', '1.01', '-1.5', '0', undefined].map(isCostly)).toEqual([false, false, true, true, false, false])
  })
})

describe('class', () => {
  const nothing = {
    emergency: false,
    kind: 'documentOnly',
    items: [],
    groups: [],
    variants: false,
    impacts: [],
  } as const
  test('is II where nothing of form, fit and function moves', () => {
    expect(suggestClass(nothing)).toEqual({ changeClass: 'two', reasons: [] })
    expect(suggestClass({ ...nothing, groups: ['text', 'data'] }).changeClass).toBe('two')
  })
  test('is I with the reasons said', () => {
    expect(suggestClass({ ...nothing, emergency: true }).reasons).toEqual(['emergency'])
    expect(suggestClass({ ...nothing, groups: ['alternates', 'removed'] }).reasons).toEqual(['part', 'structure'])
    expect(suggestClass({ ...nothing, variants: true }).reasons).toEqual(['structure'])
    expect(suggestClass({ ...nothing, groups: ['quantity'] }).reasons).toEqual(['quantity'])
    expect(suggestClass({ ...nothing, items: [{ kind: 'firmware' }] }).reasons).toEqual(['firmware'])
    expect(
      suggestClass({
        ...nothing,
        impacts: [
          { area: 'cost', affected: true, facts: { percent: '2.5' } },
          { area: 'certification', affected: true, facts: {} },
        ],
      }).reasons,
    ).toEqual(['cost', 'certification'])
  })
})

test('exactly those have to move whose move it is', () => {
  const change = { raisedBy: 'partner', withPartner: true, assess: [], approve: [], agreed: [], verified: [] } as const
  expect(courtOf({ ...change, state: 'draft' })).toEqual(['partner'])
  expect(courtOf({ ...change, state: 'impactAnalysis', assess: ['brand', 'partner'] })).toEqual(['brand', 'partner'])
  expect(courtOf({ ...change, state: 'impactAnalysis' })).toEqual(['brand'])
  expect(courtOf({ ...change, state: 'pendingApproval', approve: ['partner'] })).toEqual(['partner'])
  expect(courtOf({ ...change, state: 'approved', agreed: ['partner'] })).toEqual(['brand'])
  expect(courtOf({ ...change, state: 'scheduled' })).toEqual(['partner'])
  expect(courtOf({ ...change, state: 'implementing', withPartner: false })).toEqual(['brand'])
  expect(courtOf({ ...change, state: 'closed' })).toEqual([])
})

describe('consequences', () => {
  const line = {
    id: 'lin_1',
    key: 'lin_1',
    refs: 'U1',
    ipn: '',
    mpn: 'SX1262IMLTRT',
    manufacturer: 'Semtech',
    package: 'QFN-24',
    footprint: '',
    value: '',
    name: '',
    description: bilingual('en', 'Sub-GHz LoRa transceiver', '射频收发芯片'),
    alternates: [],
  }
  const part = { ipn: '', mpn: 'LLCC68IMLTRT', manufacturer: 'Semtech', package: 'QFN-24', description: 'LoRa' }
  const requirement = (code: string, text: string, links: { kind: string; id: string; label: string }[] = []) => ({
    code,
    section: 'radio' as const,
    title: bilingual('en', code),
    text: bilingual('en', text),
    links,
  })
  test('name the requirements that point at the line or speak of it, and what certificates rest on', () => {
    const found = consequencesOf(line, ['U1'], part, {
      requirements: [
        requirement('R-001', 'U1 transmits at most 14 dBm'),
        requirement('R-002', 'U10 is the charger'),
        requirement('R-003', 'Nothing', [{ kind: 'bomLine', id: 'lin_1', label: 'U1' }]),
      ],
      lines: [
        { id: 'lin_1', key: 'lin_1', position: 1, refs: 'U1', mpn: line.mpn, manufacturer: 'Semtech', ipn: '' },
        { id: 'lin_2', key: 'lin_2', position: 9, refs: 'U7', mpn: 'sx1262-imltrt', manufacturer: 'Semtech', ipn: '' },
      ],
    })
    expect(found.kinds).toEqual(['radio', 'certification', 'firmware'])
    expect(found.recertify).toBe(true)
    expect(found.requirements.map(({ code }) => code)).toEqual(['R-001', 'R-003'])
    expect(found.otherLines.map(({ refs }) => refs)).toEqual(['U7'])
  })
  test('are none for a resistor nobody speaks of', () => {
    const plain = { ...line, refs: 'R1', mpn: 'RC0402FR-0710KL', description: bilingual('en', 'Resistor 10k') }
    const found = consequencesOf(plain, ['R1'], { ...part, description: 'Resistor' }, { requirements: [], lines: [] })
    expect(found).toEqual({ kinds: [], recertify: false, requirements: [], otherLines: [] })
  })
  test('take a name as a whole', () => {
    expect(names('replace C10 and c1.', ['C1'])).toBe(true)
    expect(names('replace C10', ['C1'])).toBe(false)
    expect(names('位号C1,见图', ['C1'])).toBe(true)
  })
})
