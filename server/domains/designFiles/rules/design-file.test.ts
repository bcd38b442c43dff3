import { expect, test } from 'vitest'
import { kindOfName, nameKey } from './design-file'

test.each([
  ['main.kicad_sch', 'schematic'],
  ['WL-20 原理图 V1.2.pdf', 'schematic'],
  ['main.kicad_pcb', 'layout'],
  ['board-F_Cu.gbr', 'fabrication'],
  ['gerbers_revB.zip', 'fabrication'],
  ['主板制板文件.rar', 'fabrication'],
  ['top_pick_and_place.csv', 'placement'],
  ['wl-20-top-pos.csv', 'placement'],
  ['贴片坐标-顶层.xlsx', 'placement'],
  ['外壳-侧盖.STL', 'model'],
  ['housing.step', 'model'],
  ['front-panel drawing.pdf', 'drawing'],
  ['carton-label.pdf', 'artwork'],
  ['彩盒.ai', 'artwork'],
  ['FCT 测试方案.docx', 'testPlan'],
  ['readme.md', 'other'],
  ['', 'other'],
])('%s is for %s', (name, kind) => expect(kindOfName(name)).toBe(kind))

test('one name is written in several ways', () => {
  expect(nameKey('Ｂoard.ZIP')).toBe(nameKey('board.zip'))
  expect(nameKey('café.pdf')).toBe(nameKey('cafe\u0301.pdf'))
  expect(nameKey('a.zip')).not.toBe(nameKey('b.zip'))
})
