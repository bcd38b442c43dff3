import { describe, expect, it } from 'vitest'
import { attritionClass, classLoss } from './attrition'

const part = (name: string, kind = '', mount = '') => ({ package: name, kind, mount })

describe('what parts are lost by', () => {
  it.each([
    ['0201', 'capacitor', '5', '200'],
    ['0402', 'resistor', '3', '100'],
    ['0603', 'capacitor', '2', '50'],
    ['1210', 'capacitor', '1', '30'],
    ['SOT-23-5', 'ic', '1', '30'],
    ['QFN-24 4x4 P0.5', 'ic', '0.5', '5'],
    ['SOT-23', 'transistor', '1', '30'],
    ['', 'crystal', '1', '10'],
    ['', 'connector', '1', '5'],
    ['', 'pcb', '1', '3'],
    ['', 'battery', '0.5', '3'],
    ['', 'mechanical', '2', '10'],
    ['', 'packaging', '3', '20'],
    ['no rule knows it', '', '1', '5'],
  ])('%s %s: %s %%, at least %s', (name, kind, pct, extra) => {
    expect(classLoss(part(name, kind), 1000)).toEqual({ pct, extra })
  })

  it('spares what is dear, but not a connector for being dear', () => {
    expect(classLoss({ ...part('BGA-256', 'ic'), valuable: true }, 1000)).toEqual({ pct: '0.2', extra: '2' })
    expect(attritionClass({ ...part('', 'connector'), valuable: true })).toBe('throughHole')
  })

  it('reckons a tenth of the passives below a hundred boards, and of nothing else', () => {
    expect(classLoss(part('0402', 'resistor'), 99)).toEqual({ pct: '10', extra: '100' })
    expect(classLoss(part('0402', 'resistor'), 100).pct).toBe('3')
    expect(classLoss(part('QFN-24', 'ic'), 10).pct).toBe('0.5')
    expect(classLoss(part('SOT-23', 'transistor'), 10).pct).toBe('1')
  })
})
