import { describe, expect, test } from 'vitest'
import english from '@/locales/en/bomImport.json'
import chinese from '@/locales/zh/bomImport.json'
import { CANONICAL_FIELDS, importBom } from './import-bom'
import { inspectImport, renderEnglish } from './inspect'
import { message } from './messages'

const read = async (text: string) => inspectImport(await importBom(new TextEncoder().encode(text), 'bom.csv'))

test('a file as plain data', async () => {
  const result = await read(
    'Designator,Qty,Value,MPN,Manufacturer,Footprint,Description\n"R1,R2",3,10k,RC0402,Yageo,0402,a resistor',
  )
  expect(result).toEqual({
    file: 'bom.csv',
    lines: [
      {
        refs: ['R1', 'R2'],
        quantity: 3,
        mpn: 'RC0402',
        manufacturer: 'Yageo',
        value: '10k',
        footprint: '0402',
        description: 'a resistor',
        dnp: false,
      },
    ],
    warnings: [],
    errors: ['BOM-E046 Row 2: quantity 3 but 2 references.'],
  })
})

test('a column called just part number is the number the file gives', async () => {
  expect((await read('ITEM NO.,PART NUMBER,QTY\n1,bracket_01,2')).lines[0]?.mpn).toBe('bracket_01')
  expect((await read('物料编码,品名,用量\n10-001,电阻,2')).lines[0]?.mpn).toBeNull()
})

describe('sentences', () => {
  test('name fields and kinds by their label', () => {
    expect(renderEnglish(message('BOM-W012', { a: 'C', b: 'D', f: 'qty' }))).toBe(
      'BOM-W012 Columns C and D both look like Quantity; C is used.',
    )
    expect(renderEnglish(message('BOM-E055', { t: 'abc', kind: 'resistor' }, { row: 4 }))).toBe(
      'BOM-E055 Row 4: cannot read value “abc” for a resistor.',
    )
    expect(renderEnglish(message('BOM-W005', { n: 2, context: 'skipped' }))).toBe(
      'BOM-W005 2 hidden rows found; they are skipped.',
    )
  })

  test('exist in both languages for every code and field', () => {
    expect(Object.keys(chinese.message)).toEqual(Object.keys(english.message))
    for (const field of CANONICAL_FIELDS)
      expect([field, field in english.field, field in chinese.field]).toEqual([field, true, true])
  })
})
