import { expect, test } from 'vitest'
import { readWorkbookApart } from './read-apart'
import { readWorkbook } from './read-workbook'
import { xlsxFile } from './write-xlsx'

test('a workbook read in another thread is the same workbook, and refused for the same reason', async () => {
  const file = xlsxFile([{ name: '规格', rows: [['编号', { number: '0.5' }, { date: '2026-03-31' }]] }])
  expect(await readWorkbookApart(file)).toEqual(await readWorkbook(file))
  await expect(readWorkbookApart(Buffer.from('%PDF-1.7'))).rejects.toMatchObject({
    reason: 'foreign',
    params: { type: 'PDF' },
  })
})
