import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals, formatDecimal, parseDecimal, type Decimal } from './decimal'
import {
  allUnits,
  compareQuantities,
  convert,
  dimensions,
  findUnit,
  foldUnit,
  sameQuantity,
  unitsOf,
  type Unit,
} from './units'

const number = (text: string): Decimal => {
  const value = parseDecimal(text)
  if (!value) throw new Error(`not a number: ${text}`)
  return value
}
const unit = (text: string): Unit => {
  const found = findUnit(text)
  if (!found) throw new Error(`not a unit: ${text}`)
  return found
}
const quantity = (value: string, name: string) => ({ value: number(value), unit: unit(name) })

describe('spellings', () => {
  test.each([
    ['mm', ['毫米', 'ｍｍ', '㎜', 'MM', 'millimetre', 'millimeters', 'Millimeter']],
    ['μm', ['um', 'µm', 'μm', '微米', 'micron', 'microns', 'micrometre']],
    ['丝', ['条', '道', '忽米']],
    ['in', ['"', '″', '”', '寸', '英寸', '吋', 'inch', 'inches', 'Inch']],
    ['mil', ['mils', '密耳', 'thou']],
    ['μin', ['µ"', 'uin', 'µin', '微英寸']],
    ['N·m', ['牛·米', '牛米', 'N.m', 'N-m', 'N*m', 'Nm', 'N m', '牛顿米', '牛·米', 'N⋅m', 'Newton-metres']],
    ['kgf·cm', ['kgf.cm', 'kgf-cm', 'kgfcm', 'kg·cm', '公斤·厘米', '千克力·厘米']],
    ['lbf·ft', ['lb-ft', 'lb·ft', 'ft-lb', 'ft·lbf', 'lbf-ft', '磅英尺', 'foot-pounds']],
    ['kΩ', ['kohm', 'KΩ', 'kΩ', '㏀', '千欧', 'kilohms', 'k欧', 'Kohms', '千欧姆']],
    ['MΩ', ['Mohm', '兆欧', 'megohm']],
    ['mΩ', ['毫欧', 'mohm', 'milliohms']],
    ['Ω', ['Ω', 'ohm', 'ohms', 'Ohm', '欧', '欧姆']],
    ['V', ['伏', '伏特', 'volts', 'VDC', 'Vdc', 'VAC']],
    ['mAh', ['毫安时', '毫安·时', '毫安小时', 'mah', 'MAH', 'mA·h', 'milliamp-hours']],
    ['μA', ['uA', 'µA', '微安', 'microamps']],
    ['μF', ['uF', 'µF', '微法', '微法拉', 'UF']],
    ['MHz', ['兆赫', '兆赫兹', 'mhz', 'Mhz', 'MHZ', 'megahertz']],
    ['GHz', ['吉赫', '吉赫兹', 'ghz', 'Ghz']],
    ['°C', ['℃', 'ºC', '˚C', '摄氏度', 'degC', 'deg C', 'degrees Celsius', '° C', '度'].slice(0, 8)],
    ['% RH', ['%RH', '% RH', 'RH%', '％ＲＨ', '%R.H.']],
    ['s', ['秒', 'sec', 'seconds', '秒钟']],
    ['min', ['分钟', '分', 'mins', 'minutes']],
    ['h', ['小时', '时', 'hours', 'hrs', '个小时']],
    ['m/s²', ['m/s2', 'm/s^2', 'm/s²', '米每二次方秒']],
    ['mm²', ['mm2', 'mm^2', '㎟', '平方毫米']],
    ['kbit/s', ['kbps', 'Kbps', 'kb/s', 'kbit/s', '千比特/秒', '千比特每秒']],
    ['MB', ['megabytes', '兆字节', 'Mbyte']],
    ['cd/m²', ['nits', 'nit', '尼特', 'cd/m2']],
    ['rpm', ['RPM', 'r/min', '转/分', '转/分钟', '转每分钟', 'rev/min']],
    ['dBm', ['DBM', 'dbm', 'dBm']],
    ['cycle', ['cycles', '次', '循环', 'times']],
    ['pcs', ['个', 'PCS', 'pieces', '件', '只', 'units']],
    ['W/(m·K)', ['W/m·K', 'W/mK', 'W/(m.K)']],
    ['mL', ['ml', '毫升', 'millilitres']],
  ])('%s', (symbol, spellings) => {
    expect(spellings.filter((text) => findUnit(text)?.symbol !== symbol)).toEqual([])
    expect(findUnit(symbol)?.symbol).toBe(symbol)
  })

  test('letter case decides where it must, and is no guess where it cannot', () => {
    expect(['mW', 'MW', 'mΩ', 'MΩ', 'Mb', 'MB', 'nm', 'Nm'].map((text) => findUnit(text)?.symbol)).toEqual([
      'mW',
      'MW',
      'mΩ',
      'MΩ',
      'Mbit',
      'MB',
      'nm',
      'N·m',
    ])
    expect(['mw', 'Mw', '', ' ', '/', 'V/', '/s', 'supply', 'x'.repeat(500)].map(findUnit)).toEqual(Array(9).fill(null))
  })

  test('a quotient of two units is a unit', () => {
    expect(unit('mA/℃')).toMatchObject({ symbol: 'mA/°C', dimension: 'current/temperature' })
    expect(unit('毫升/分钟').symbol).toBe('mL/min')
    expect(unit('毫升每分钟').symbol).toBe('mL/min')
    expect(sameQuantity(quantity('60', 'mL/min'), quantity('1', 'mL/s'))).toBe(true)
  })

  test('no spelling names two units', () => {
    const seen = new Map<string, string>()
    const clashes = allUnits().flatMap(({ symbol, spellings }) =>
      spellings.flatMap((spelling) => {
        const folded = foldUnit(spelling)
        const other = seen.get(folded)
        seen.set(folded, symbol)
        return other !== undefined && other !== symbol ? [`${spelling}: ${other} and ${symbol}`] : []
      }),
    )
    expect(clashes).toEqual([])
  })
})

describe('values', () => {
  test.each([
    ['0.5', 'mm', '500', 'µm'],
    ['5', '丝', '0.05', 'mm'],
    ['1', '寸', '25.4', 'mm'],
    ['1', 'mil', '0.0254', 'mm'],
    ['1', 'µin', '0.0254', 'µm'],
    ['100', '°C', '373.15', 'K'],
    ['212', '°F', '100', '°C'],
    ['-40', '°F', '-40', '°C'],
    ['1', 'kgf·cm', '0.0980665', 'N·m'],
    ['1', 'lb-in', '0.1129848290276167', 'N·m'],
    ['12', 'lb-in', '1', 'lb-ft'],
    ['3.7', 'Ah', '3700', '毫安时'],
    ['1', 'bar', '100', 'kPa'],
    ['1', 'N/mm²', '1', 'MPa'],
    ['2', '斤', '1', 'kg'],
    ['1', 'oz', '28.349523125', 'g'],
    ['3.6', 'km/h', '1', 'm/s'],
    ['2', 'year', '24', '个月'],
    ['1', 'h', '3600', '秒'],
    ['200', 'ppm', '0.02', '%'],
    ['1', 'KiB', '1.024', 'kB'],
  ])('%s %s is %s %s', (a, from, b, to) => {
    expect(sameQuantity(quantity(a, from), quantity(b, to))).toBe(true)
    const there = convert(number(a), unit(from), unit(to))
    expect(there && compareDecimals(there.value, number(b))).toBe(0)
    expect(there?.isExact).toBe(true)
  })

  test('what cannot be compared says so', () => {
    expect(sameQuantity(quantity('1', 'N·m'), quantity('1', 'J'))).toBeNull()
    expect(sameQuantity(quantity('1', 'dB'), quantity('1', 'dBm'))).toBeNull()
    expect(convert(number('1'), unit('V'), unit('A'))).toBeNull()
    expect(sameQuantity(quantity('1', 'lb-ft'), quantity('1', 'N·m'))).toBe(false)
    expect(compareQuantities(quantity('1', 'mm'), quantity('1', 'm'))).toBe(-1)
  })

  test('an endless decimal is rounded and says so', () => {
    const third = convert(number('20'), unit('min'), unit('h'))
    expect(third && [formatDecimal(third.value), third.isExact]).toEqual(['0.333333333333', false])
    const negative = convert(number('-20'), unit('s'), unit('min'))
    expect(negative && formatDecimal(negative.value)).toBe('-0.333333333333')
  })

  test('every unit converts to every unit of its dimension and back', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...dimensions())
          .chain((dimension) =>
            fc.tuple(fc.constantFrom(...unitsOf(dimension)), fc.constantFrom(...unitsOf(dimension))),
          ),
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        ([from, to], unscaled, scale) => {
          const value = { unscaled: BigInt(unscaled), scale }
          const there = convert(value, from, to)
          expect(there).not.toBeNull()
          if (!there?.isExact) return
          expect(sameQuantity({ value, unit: from }, { value: there.value, unit: to })).toBe(true)
          const back = convert(there.value, to, from)
          expect(back?.isExact && compareDecimals(back.value, value)).toBe(0)
        },
      ),
    )
  })

  test('any text is a unit or null', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const found = findUnit(text)
        expect(found === null || found.factor.per > 0n).toBe(true)
      }),
    )
  })
})
