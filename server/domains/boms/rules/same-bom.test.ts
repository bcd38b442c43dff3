import { describe, expect, it } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { fileStem, likenessOf } from './same-bom'

describe('the stem of a file name', () => {
  it.each([
    ['Main board BOM v1.2 2024-05-06.xlsx', 'main board bom'],
    ['主板BOM_V2.0.xls', '主板bom'],
    ['door-sensor-bom (2).csv', 'door sensor bom'],
    ['PCBA_RevB.csv', 'pcba'],
    ['控制板-20240506-最终.xlsx', '控制板'],
  ])('%s is %s', (name, stem) => expect(fileStem(name)).toBe(stem))
})

describe('a newer state of the same BOM', () => {
  const bom = {
    name: bilingual('en', 'Main board', '主板'),
    fileName: 'sensor-main_v1.csv',
    headers: ['Ref', 'Qty'],
    lineCount: 3,
  }
  const file = { fileName: 'export.csv', productName: null, headers: ['Ref', 'Qty'], lineCount: 3 }
  it.each([
    [{ productName: '主板' }, 2],
    [{ fileName: 'Main board v7.xlsx' }, 2],
    [{ fileName: 'sensor-main_v2.csv' }, 1],
    [{ fileName: 'sensor-main_v2.csv', headers: ['Ref', 'Qty', 'MPN'] }, 0],
    [{ fileName: 'BOM.csv' }, 0],
    [{ fileName: 'other board.csv' }, 0],
  ] as const)('%j gives %i', (over, likeness) => expect(likenessOf({ ...file, ...over }, bom)).toBe(likeness))
})
