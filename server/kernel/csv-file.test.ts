import { describe, expect, it } from 'vitest'
import { csvFile } from './csv-file'

describe('csvFile', () => {
  it('starts with the byte-order mark and ends every record with CRLF', () =>
    expect(csvFile([['位号', 'a"b']]).toString('utf8')).toBe('\ufeff"位号","a""b"\r\n'))

  it.each(['=1+1', '+1', '-', '@x', '\t=1', '\r=1', '\n=1'])('never hands Excel the formula %j', (cell) =>
    expect(csvFile([[cell]]).toString('utf8')).toBe(`\ufeff"'${cell}"\r\n`),
  )

  it.each(['R1-R4', '0402', '±5%', "it's", ''])('leaves %j as it is', (cell) =>
    expect(csvFile([[cell]]).toString('utf8')).toBe(`\ufeff"${cell}"\r\n`),
  )
})
