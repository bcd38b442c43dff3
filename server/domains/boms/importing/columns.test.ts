import { describe, expect, test } from 'vitest'
import { importBom } from './import-bom'
import { lookupHeader } from './header-lookup'
import type { CanonicalField } from './fields'

const read = (text: string) => importBom(new TextEncoder().encode(text), 'bom.csv')
const fields = async (text: string): Promise<(string | null)[]> =>
  (await read(text)).detected.columns.map(({ field }) => field)

describe('headers as the tools write them', () => {
  test.each<[string, string, (CanonicalField | null)[]]>([
    ['KiCad CLI', 'Refs,Value,Footprint,Qty,DNP\nR1,10k,R_0402,1,', ['refdes', 'value', 'package', 'qty', 'dnp']],
    [
      'KiCad preset',
      'Reference,Value,Datasheet,Footprint,Qty,DNP\nR1,10k,~,R_0402,1,',
      ['refdes', 'value', 'datasheet', 'package', 'qty', 'dnp'],
    ],
    [
      'KiBoM',
      'Description,Part,Part Lib,References,Value,Footprint,Footprint Lib,Quantity Per PCB,Build Quantity,Datasheet\nRes,R,Device,R1 R2,10k,R_0402,R,2,20,~',
      ['description', 'symbol', 'symbol', 'refdes', 'value', 'package', null, 'qty', 'qtyTotal', 'datasheet'],
    ],
    [
      'Altium',
      'Comment,Description,Designator,Footprint,LibRef,Quantity\n10k,Res,R1,0402,RES,1',
      ['value', 'description', 'refdes', 'package', 'symbol', 'qty'],
    ],
    [
      'EAGLE values',
      'Qty;Value;Device;Package;Parts;Description\n1;10k;R-EU;R0402;R1;RESISTOR',
      ['qty', 'value', 'symbol', 'package', 'refdes', 'description'],
    ],
    [
      'EAGLE parts',
      'Part;Value;Device;Package\nR1;10k;R-EU;R0402\nC1;1u;C-EU;C0402',
      ['refdes', 'value', 'symbol', 'package'],
    ],
    [
      'EasyEDA Std',
      'ID,Name,Designator,Footprint,Quantity,Manufacturer Part,Manufacturer,Supplier,Supplier Part,Price\n1,10k,R1,R0402,1,X-1,FH,LCSC,C1,0.1',
      ['lineNo', 'value', 'refdes', 'package', 'qty', 'mpn', 'manufacturer', 'supplier', 'supplierPn', 'unitPrice'],
    ],
    ['JLC', 'Comment,Designator,Footprint,JLCPCB Part #\n10k,R1,0402,C1', ['value', 'refdes', 'package', 'lcscPn']],
    ['LCSC', 'Comment,Designator,Footprint,LCSC Part #\n10k,R1,0402,C1', ['value', 'refdes', 'package', 'lcscPn']],
    ['OrCAD', 'Item\tQuantity\tReference\tPart\n____\n1\t1\tR1\t10k', ['lineNo', 'qty', 'refdes', 'value']],
    ['Seeed', 'Part/Designator,Manufacture Part Number/Seeed SKU,Quantity\nR1,RC0402,1', ['refdes', 'mpn', 'qty']],
    [
      'ERP',
      '顺序号,子项物料代码,物料名称,规格型号,物料属性,基本单位,基本单位用量,损耗率,位置号,子项类型,工序,是否倒冲,关键件标志,备注,替代料1,替代料2,供应商\n1,10.01,电阻,10K 0402,外购,PCS,1,0,R1,普通,SMT,是,否,,,,国巨',
      [
        'lineNo',
        'ipn',
        'name',
        'description',
        'sourcing',
        'uom',
        'qty',
        'attritionPct',
        'refdes',
        'itemType',
        'mount',
        null,
        'critical',
        'note',
        'alternates',
        'alternates',
        'supplier',
      ],
    ],
    [
      'German',
      'Pos.;Menge;Bezeichner;Wert;Gehäuse;Hersteller\n1;2;R1;10k;R0603;Würth',
      ['lineNo', 'qty', 'refdes', 'value', 'package', 'manufacturer'],
    ],
    [
      'French',
      'Repère;Quantité;Valeur;Boîtier;Fabricant;Référence fabricant\nR1;1;10k;0402;Yageo;RC0402',
      ['refdes', 'qty', 'value', 'package', 'manufacturer', 'mpn'],
    ],
    [
      'Active BOM',
      'Line #,Name,Designator,Quantity,Manufacturer 1,Manufacturer Part Number 1,Manufacturer 2,Manufacturer Part Number 2\n1,Cap,C1,1,Murata,GRM1,TDK,C1005',
      ['lineNo', 'value', 'refdes', 'qty', 'manufacturer', 'mpn', 'altManufacturer', 'alternates'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await fields(text)).toEqual(expected)
  })
})

describe('names that depend on the cells', () => {
  test('型号: part numbers, descriptions, or beside a maker number', async () => {
    expect(await fields('型号,位号,数量\nCC0402KRX7R7BB104,C1,1\nRC0402FR-0710KL,R1,1')).toEqual([
      'mpn',
      'refdes',
      'qty',
    ])
    expect(await fields('型号,位号,数量\n100nF 25V 0603电容,C1,1\n5.1kΩ 0603电阻,R1,1')).toEqual([
      'value',
      'refdes',
      'qty',
    ])
    expect((await fields('型号,厂家型号,位号,数量\nA,B-1234,C1,1'))[1]).toBe('mpn')
  })

  test('Part Number: ours, the maker’s, or the distributor’s', async () => {
    expect((await fields('Part Number,Manufacturer,Qty,Ref\nRC0402FR-0710KL,Yageo,1,R1'))[0]).toBe('mpn')
    expect((await fields('Part Number,Manufacturer Part Number,Qty\n311-10KLRCT-ND,RC0402,1'))[0]).toBe('supplierPn')
    expect((await fields('Part Number,MPN,Qty\n10-0001,RC0402,1'))[0]).toBe('ipn')
  })

  test('a sign makes a name a number', () => {
    expect(lookupHeader('Mfr. #').candidates[0]?.field).toBe('mpn')
    expect(lookupHeader('Mfr.').candidates[0]?.field).toBe('manufacturer')
    expect(lookupHeader('#').candidates[0]?.field).toBe('lineNo')
  })

  test('two languages that disagree are said', async () => {
    const result = await read('位号 Value,数量,封装\nR1,1,0402')
    expect(result.messages.find(({ code }) => code === 'BOM-W011')?.params).toMatchObject({ f: 'refdes' })
    expect(lookupHeader('位号 Designator')).toMatchObject({ conflict: false, candidates: [{ field: 'refdes' }] })
  })

  test('two columns for one field: the fuller is used, and it is said', async () => {
    const result = await read('Designator,Qty,Value,Value\nR1,1,,10k\nR2,1,,1k')
    expect(result.lines.map(({ value }) => value)).toEqual(['10k', '1k'])
    const columns = (await read('Designator,Qty,Value,Value\nR1,1,5%,10k')).messages.find(
      ({ code }) => code === 'BOM-W012',
    )
    expect(columns?.params).toMatchObject({ a: 'C', b: 'D', f: 'value' })
  })

  test('the same maker and number columns again are alternates', async () => {
    const [line] = (await read('Ref,Qty,Manufacturer,MPN,Manufacturer,MPN\nR1,1,Yageo,RC0402,KOA,RK73')).lines
    expect(line).toMatchObject({ mpn: 'RC0402', alternates: [{ mpn: 'RK73', manufacturer: 'KOA', priority: 1 }] })
    const [numbered] = (await read('Ref,Qty,Mfg,PN,Mfg_1,PN_1\nR1,1,Yageo,RC0402,KOA,RK73')).lines
    expect(numbered).toMatchObject({ mpn: 'RC0402', alternates: [{ mpn: 'RK73', manufacturer: 'KOA' }] })
  })

  test('numbered notes are joined', async () => {
    const [line] = (await read('位号,数量,备注1,备注2\nR1,1,甲,乙')).lines
    expect(line?.note).toBe('甲 / 乙')
  })

  test('unknown columns stay with the line', async () => {
    const [line] = (await read('Designator,Qty,Shelf colour\nR1,1,green')).lines
    expect(line?.extra).toEqual({ 'Shelf colour': 'green' })
    expect(line?.raw).toEqual({ A: 'R1', B: '1', C: 'green' })
  })
})

test('the preamble is harvested', async () => {
  const result = await read('产品名称：门磁,,版本：V1.2\nBoards,10,\n位号,用量,型号\nR1,1,RC0402')
  expect(result.detected.preamble).toMatchObject({ productName: '门磁', revision: 'V1.2', buildQty: '10' })
  expect(result.detected.headerRow).toBe(3)
})
