import { describe, expect, test } from 'vitest'
import { roleByName } from './layer-names'
import { roleByFunction } from './layers'

const told = (name: string) => {
  const role = roleByName(name)
  return role && [role.type, role.side, role.order].filter((each) => each !== null).join(' ')
}

describe.each<[string, Readonly<Record<string, string | null>>]>([
  [
    'Altium and Protel',
    {
      'PCB.GTL': 'copper top',
      'PCB.GBL': 'copper bottom',
      'PCB.G1': 'copper inner 1',
      'PCB.GP2': 'copper inner 2',
      'PCB.GTS': 'mask top',
      'PCB.GBO': 'silk bottom',
      'PCB.GTP': 'paste top',
      'PCB.GKO': 'outline',
      'PCB.GM13': 'mechanical 13',
      'PCB.GD1': 'drillDrawing',
      'PCB.GPT': 'padMaster top',
    },
  ],
  [
    'EAGLE',
    {
      'a/b.cmp': 'copper top',
      'b.sol': 'copper bottom',
      'b.l2': 'copper inner 2',
      'b.ly15': 'copper inner 15',
      'b.plc': 'silk top',
      'b.sts': 'mask bottom',
      'b.crc': 'paste top',
      'b.drd': 'drill',
      'copper_top.gbr': 'copper top',
      'soldermask_bottom.gbr': 'mask bottom',
      'silkscreen_top.gbr': 'silk top',
      'solderpaste_top.gbr': 'paste top',
      'profile.gbr': 'outline',
    },
  ],
  [
    'KiCad',
    {
      'i2c_led-F_Cu.gbr': 'copper top',
      'i2c_led-B_Cu.gbr': 'copper bottom',
      'x-In1_Cu.gbr': 'copper inner 1',
      'x-F_Mask.gbr': 'mask top',
      'x-B_SilkS.gbr': 'silk bottom',
      'x-F_Silkscreen.gbr': 'silk top',
      'x-B_Paste.gbr': 'paste bottom',
      'x-Edge_Cuts.gbr': 'outline',
      'x-F_Fab.gbr': 'assembly top',
      'x-F_Courtyard.gbr': 'courtyard top',
      'x-B_Adhesive.gbr': 'glue bottom',
      'bottom-plate-F_Cu.gbr': 'copper top',
      'b-In2_Cu.gbr': 'copper inner 2',
      'top-plate-Edge_Cuts.gbr': 'outline',
      'x-NPTH-drl_map.gbr': 'drillDrawing',
    },
  ],
  [
    'EasyEDA',
    {
      'Gerber_TopLayer.GTL': 'copper top',
      TopLayer: 'copper top',
      BottomSilkscreenLayer: 'silk bottom',
      TopSolderMaskLayer: 'mask top',
      BottomPasteMaskLayer: 'paste bottom',
      BoardOutlineLayer: 'outline',
      InnerLayer2: 'copper inner 2',
      DrillDrawingLayer: 'drillDrawing',
      DocumentLayer: 'drawing',
    },
  ],
  [
    'other programs and Chinese names',
    {
      'TOP.art': 'copper top',
      'BOTTOM.art': 'copper bottom',
      'L2_GND.art': 'copper inner 2',
      'OrangeCrab-CuTop.gbr': 'copper top',
      'OrangeCrab-MaskBottom.gbr': 'mask bottom',
      'board-inner3.gbr': 'copper inner 3',
      'L1_Top.gbr': 'copper top',
      'Top Silk.gbr': 'silk top',
      '顶层线路.gbr': 'copper top',
      '底层阻焊.gbr': 'mask bottom',
      '内层2.gbr': 'copper inner 2',
      '顶层丝印.gbr': 'silk top',
      '板框.gbr': 'outline',
      '顶层钢网.gbr': 'paste top',
    },
  ],
  ['names that tell nothing', { 'board.gbr': null, 'readme.txt': null, 'rev2.gbr': null, '': null }],
])('%s', (_, names) => {
  test.each(Object.entries(names))('%s', (name, expected) => expect(told(name)).toBe(expected))
})

test.each([
  [['Copper', 'L1', 'Top'], { type: 'copper', side: 'top', order: 1 }],
  [['Copper', 'L3', 'Inr', 'Plane'], { type: 'copper', side: 'inner', order: 3 }],
  [['Soldermask', 'Bot'], { type: 'mask', side: 'bottom', order: null }],
  [['Legend', 'Top'], { type: 'silk', side: 'top', order: null }],
  [['Profile', 'NP'], { type: 'outline', side: null, order: null }],
  [['NonPlated', '1', '4', 'NPTH', 'Drill'], { type: 'drill', side: null, order: null }],
  [['Other', 'mine'], { type: 'drawing', side: null, order: null }],
])('the X2 function %j', (fileFunction, expected) => expect(roleByFunction(fileFunction)).toMatchObject(expected))

test('a function nobody knows names no role', () => {
  expect(roleByFunction([])).toBeNull()
  expect(roleByFunction(['Nonsense'])).toBeNull()
})
