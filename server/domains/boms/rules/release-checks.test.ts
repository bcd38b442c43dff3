import { describe, expect, it } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { checkLine, checkWhole, clashes, quantityDiffers, type CheckedLine, type CheckWith } from './release-checks'

const line: CheckedLine = {
  id: 'l',
  key: 'l',
  position: 1,
  lineNo: '',
  section: '',
  level: null,
  parentKey: null,
  parentLabel: '',
  refs: 'R1, R2',
  refCount: 2,
  quantity: '2',
  uom: '',
  ipn: '',
  cpn: '',
  name: '',
  mpn: 'RC0402FR-0710KL',
  manufacturer: 'YAGEO',
  partId: null,
  supplier: '',
  supplierPart: '',
  value: '10k',
  footprint: '',
  package: '',
  description: bilingual('en', 'Resistor', '电阻'),
  mount: '',
  side: '',
  dnp: false,
  excludeFromBom: false,
  usage: 'normal',
  suppliedBy: 'factory',
  notFitted: [],
  alternates: [{ mpn: 'OTHER', manufacturer: '', priority: 1, status: 'approved' }],
  childBomId: null,
  childRevisionId: null,
  childLabel: '',
  attritionPct: null,
  attritionExtra: null,
  packMultiple: null,
  note: '',
  unitPriceMicros: null,
  unitPriceCurrency: null,
  flags: [],
  waivers: [],
}
const given: CheckWith = { partOf: () => null, duplicates: new Map(), chinese: true, costAge: 3 }
const codes = (more: Partial<CheckedLine>, where: Partial<CheckWith> = {}) =>
  checkLine({ ...line, ...more }, { ...given, ...where }).map(({ check, blocking }) => `${check}${blocking ? '!' : ''}`)
const part = (lifecycle: 'obsolete' | 'nrnd' | 'eol' | 'active') => ({
  partOf: () => ({ lifecycle, lastTimeBuy: '2027-01-31', approved: [] }),
})

describe('release checks', () => {
  it.each<[string, Partial<CheckedLine>, Partial<CheckWith>, string[]]>([
    ['nothing', {}, {}, []],
    ['no part', { mpn: '', alternates: [] }, {}, ['noManufacturerPart!']],
    ['not placed', { mpn: '', alternates: [], dnp: true }, {}, []],
    ['a phantom is not bought', { mpn: '', alternates: [], usage: 'phantom' }, {}, []],
    ['a supplier number is a source', { mpn: '', alternates: [], supplierPart: 'C1525' }, {}, []],
    ['quantity', { quantity: '3' }, {}, ['quantityDiffers!']],
    ['a reference twice', {}, { duplicates: new Map([['l', ['R1']]]) }, ['duplicateReference!']],
    ['child', { childBomId: 'bom', childLabel: 'Base' }, {}, ['childUnreleased!']],
    ['obsolete', {}, part('obsolete'), ['partObsolete!']],
    ['not recommended', {}, part('nrnd'), ['notRecommended!']],
    ['active', {}, part('active'), []],
    ['one source', { alternates: [] }, {}, ['singleSource']],
    [
      'alternates undecided',
      { alternates: [{ ...line.alternates[0], mpn: 'X', manufacturer: '', priority: 1, status: 'proposed' }] },
      {},
      ['singleSource', 'alternatesProposed'],
    ],
    ['no Chinese', { description: bilingual('en', 'Resistor') }, {}, ['chineseMissing']],
    ['no Chinese and nobody reads it', { description: bilingual('en', 'Resistor') }, { chinese: false }, []],
    [
      'words are all there is',
      { mpn: '', alternates: [], partId: 'p', description: bilingual('en', 'Cover') },
      { partOf: () => ({ lifecycle: 'active', lastTimeBuy: null, approved: ['A|', 'B|'] }) },
      ['chineseNeeded!'],
    ],
    ['what the import could not read', { flags: ['BOM-E020', 'BOM-W095'] }, {}, ['unresolvedFlag!']],
    ['what is asked anew', { flags: ['BOM-E046', 'BOM-E093'] }, {}, []],
  ])('%s', (_, more, where, expected) => expect(codes(more, where)).toEqual(expected))

  it('lets through what somebody answers for, and shows who', () => {
    const waiver = { check: 'notRecommended' as const, reason: bilingual('en', 'Last buy 5k'), userId: 'u', at: '' }
    const [found] = checkLine({ ...line, waivers: [waiver] }, { ...given, ...part('eol') })
    expect(found).toMatchObject({ check: 'notRecommended', blocking: false, waiver })
  })
  it('asks for a cost that is not older than a month, and for lines', () => {
    expect(checkWhole(1, { ...given, costAge: 31 })).toMatchObject([{ check: 'costOld', blocking: false }])
    expect(checkWhole(1, given)).toEqual([])
    expect(checkWhole(0, given)).toMatchObject([{ check: 'empty', blocking: true }])
  })
  it('counts fitted references only, and no lengths', () => {
    expect(quantityDiffers({ ...line, refs: 'R1, R2(DNP)', refCount: 2, quantity: '1' })).toBe(false)
    expect(quantityDiffers({ ...line, uom: 'm', quantity: '0.3' })).toBe(false)
    expect(quantityDiffers({ ...line, quantity: null })).toBe(false)
  })
})

describe('clashes', () => {
  const at = (lineId: string, ...notFitted: string[]) => ({ lineId, ref: 'R1', notFitted })
  it('lets two values of one reference stand where they are never built together', () => {
    expect(clashes([[at('a', 'EU'), at('b', 'US')]], ['EU', 'US']).size).toBe(0)
    expect([...clashes([[at('a', 'EU'), at('b')]], ['EU', 'US']).keys()]).toEqual(['a', 'b'])
    expect(clashes([[at('a'), at('b')]], []).get('a')).toEqual(['R1'])
  })
})
