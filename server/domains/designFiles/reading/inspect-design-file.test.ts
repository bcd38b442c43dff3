import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import english from '@/locales/en/designReading.json'
import chinese from '@/locales/zh/designReading.json'
import { zipOf } from '@/server/platform/zip'
import { fileKinds, type FileKind } from './file-kind'
import { severities } from './findings'
import {
  binaryStl,
  drillFile,
  eagleBoard,
  kicadBoard,
  pdfFile,
  rectangleLayer,
  stepFile,
  textStl,
} from './fixtures/board'
import { inspectDesignFile } from './inspect-design-file'
import { layerTypes } from './layer-role'

const inspect = async (content: string | Uint8Array, name = 'file') => {
  const answer = await inspectDesignFile(Buffer.from(content), name)
  return { ...answer, codes: answer.findings.map(({ code }) => code) }
}
const hex = (digits: string, length = 64) => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(length)])
const placements = 'Designator,Mid X,Mid Y,Layer,Rotation\nC1,1mm,2mm,T,0\nC2,3mm,4mm,B,90\n'
const set = {
  'out/b-F_Cu.gbr': rectangleLayer(40, 20),
  'out/b-B_Cu.gbr': rectangleLayer(40, 20),
  'out/b-Edge_Cuts.gbr': rectangleLayer(50, 30),
  'out/b-PTH.drl': drillFile([[1, 1]]),
  'out/inner.zip': zipOf({ a: 'b' }),
}

test.each<[string, string | Uint8Array, string, FileKind, string]>([
  ['Gerber', rectangleLayer(1, 1), 'a.txt', 'gerber', ''],
  ['drill', drillFile([[1, 1]]), 'a.txt', 'drill', ''],
  ['drill without a header', 'T1C0.3\n%\nT1\nX1.0Y2.0\nM30\n', 'a.tap', 'drill', ''],
  ['KiCad board', kicadBoard, 'a.kicad_pcb', 'kicadBoard', 'kicad_pcb'],
  [
    'KiCad schematic',
    '(kicad_sch (version 20230121) (symbol (lib_id "R")) (sheet (at 0 0)))',
    'a.kicad_sch',
    'kicadSchematic',
    'kicad_sch',
  ],
  ['KiCad 5 schematic', 'EESchema Schematic File Version 4\n$Comp\n$EndComp\n', 'a.sch', 'kicadSchematic', 'legacy'],
  ['EAGLE board', eagleBoard, 'a.brd', 'eagleBoard', ''],
  ['STEP', stepFile(), 'a.stp', 'step', ''],
  ['binary STL', binaryStl(1, 2, 3), 'a.bin', 'stl', 'binary'],
  ['text STL', textStl(1, 2, 3), 'a.stl', 'stl', 'ascii'],
  ['DXF', '0\r\nSECTION\r\n2\r\nHEADER\r\n', 'a.dxf', 'dxf', ''],
  ['PDF', pdfFile(1), 'a.pdf', 'pdf', ''],
  ['ZIP', zipOf(set), 'a.zip', 'archive', 'zip'],
  ['RAR', hex('526172211a0700'), 'a.rar', 'archive', 'rar'],
  ['XLSX', zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }), 'a.xlsx', 'spreadsheet', 'xlsx'],
  ['CSV that is a BOM', 'Reference,Quantity,MPN\nC1,1,X\n', 'a.csv', 'spreadsheet', 'csv'],
  ['pick and place', placements, 'a.csv', 'pickAndPlace', 'csv'],
  ['Altium', hex('d0cf11e0a1b11ae1'), 'a.PcbDoc', 'altiumDocument', 'pcbdoc'],
  ['ELF', hex('7f454c46'), 'a.xlsx', 'firmware', 'elf'],
  ['Intel HEX', ':10000000112233445566778899AABBCCDDEEFF0018\n:00000001FF\n', 'a.hex', 'firmware', 'hex'],
  ['flat binary', hex('00e9010203'), 'a.bin', 'firmware', 'flat'],
  ['program', hex('4d5a9000'), 'a.csv', 'executable', 'pe'],
  ['web page', '<!DOCTYPE html><script>1</script>', 'a.pdf', 'html', ''],
  ['SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'a.png', 'svg', ''],
  ['JSON', '{"a":1}', 'a.json', 'json', ''],
  ['Gerber job', '{"Header":{"GenerationSoftware":{}},"GeneralSpecs":{"ProjectId":{}}}', 'a.gbrjob', 'gerberJob', ''],
  ['prose', 'Please make five boards.\n', 'readme.txt', 'text', ''],
  ['nothing', '', 'a.zip', 'empty', ''],
  ['noise', hex('00ff01fe'), 'a.xyz', 'unknown', ''],
])('%s', async (_, content, name, kind, format) => expect(await inspect(content, name)).toMatchObject({ kind, format }))

test.each<[string, string | Uint8Array, string, object]>([
  [
    'KiCad board',
    kicadBoard,
    'a.kicad_pcb',
    {
      version: '20221018',
      generator: 'pcbnew',
      title: 'Sensor (top)',
      revision: 'B',
      footprints: 1,
      nets: 2,
      copperLayers: 4,
      thicknessMm: 1.2,
      edge: { minX: 10, minY: 10, maxX: 40, maxY: 30 },
    },
  ],
  [
    'EAGLE board',
    eagleBoard,
    'a.brd',
    { version: '9.6.2', elements: 2, signals: 1, copperLayers: 4, edge: { minX: 0, minY: 0, maxX: 50, maxY: 30 } },
  ],
  [
    'STEP',
    stepFile(),
    'a.step',
    {
      protocol: 'AP214',
      lengthUnit: 'mm',
      entities: 4,
      products: 1,
      solids: 1,
      preprocessor: 'Processor 1.0',
      originatingSystem: 'Modeller 2',
    },
  ],
  ['STEP in inches', stepFile("CONVERSION_BASED_UNIT('INCH',#9)"), 'a.step', { lengthUnit: 'inch' }],
  ['binary STL', binaryStl(10, 20, 30), 'a.stl', { triangles: 4, size: [10, 20, 30] }],
  ['text STL', textStl(10, 20, 30), 'a.stl', { triangles: 4, size: [10, 20, 30] }],
  ['PDF', pdfFile(12), 'a.pdf', { pages: 12, widthPt: 595.28, heightPt: 841.89, paper: 'A4' }],
  ['a turned page', pdfFile(1, '', '/Rotate 90'), 'a.pdf', { widthPt: 841.89, heightPt: 595.28, paper: 'A4' }],
  [
    'PNG',
    Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452000002800000012c', 'hex'), Buffer.alloc(20)]),
    'a.png',
    { width: 640, height: 300 },
  ],
  ['JPEG', Buffer.from('ffd8ffe000040000ffc0000b08012c0280010111000000', 'hex'), 'a.jpg', { width: 640, height: 300 }],
  ['GIF', hex('4749463839618002' + '2c01'), 'a.gif', { width: 640, height: 300 }],
  [
    'pick and place',
    placements,
    'a.csv',
    {
      placements: 2,
      top: 1,
      bottom: 1,
      unit: 'mm',
      unitAssumed: false,
      extents: { minX: 1, minY: 2, maxX: 3, maxY: 4 },
    },
  ],
  [
    'an archive of a board',
    zipOf(set),
    'a.zip',
    { board: { layerCount: 2, size: { widthMm: 50, heightMm: 30 }, holes: { plated: 1 } } },
  ],
])('facts of %s', async (_, content, name, expected) =>
  expect((await inspect(content, name)).facts).toMatchObject(expected),
)

test('pages in a compressed object stream are found', async () => {
  const objects = '1 0 2 32 3 68 '
  const body =
    '<</Type/Catalog/Pages 2 0 R>>   <</Type/Pages/Kids[3 0 R]/Count 1>>   <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>'
  const stream = deflateSync(Buffer.from(objects + body)).toString('latin1')
  const text = `%PDF-1.5\n4 0 obj\n<</Type/ObjStm/N 3/First ${objects.length}/Filter/FlateDecode/Length ${stream.length}>>stream\n${stream}\nendstream\nendobj\n5 0 obj\n<</Type/XRef/Root 1 0 R>>stream\n\nendstream\nendobj\n`
  expect((await inspect(Buffer.from(text, 'latin1'), 'a.pdf')).facts).toMatchObject({ pages: 1, paper: 'Letter' })
})

test.each<[string, string | Uint8Array, string, readonly string[]]>([
  ['empty', '', 'a.pdf', ['empty']],
  ['a web page called PDF', '<html></html>', 'a.pdf', ['kindMismatch']],
  ['a script in an SVG', '<svg onload="x()"/>', 'a.svg', ['activeContent']],
  ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><export>&b;</export>', 'a.xml', ['xmlEntities']],
  [
    'entities in an EAGLE file',
    eagleBoard.replace('"eagle.dtd">', '"eagle.dtd" [<!ENTITY b "c">]>'),
    'a.brd',
    ['xmlEntities'],
  ],
  ['an EAGLE file cut off', eagleBoard.slice(0, -40), 'a.brd', ['xmlDamaged']],
  ['lists without end', `(kicad_sch ${'('.repeat(200_000)}`, 'a.kicad_sch', ['nestedTooDeep']],
  ['a board cut off', kicadBoard.slice(0, -20), 'a.kicad_pcb', ['listsUnbalanced']],
  ['a false count of triangles', binaryStl(1, 1, 1, 0xffffffff), 'a.stl', ['stlCountMismatch']],
  ['STEP cut off', stepFile().slice(0, 120), 'a.step', ['stepNoSchema', 'stepNoUnit', 'stepNoEnd']],
  ['a PDF with a script', pdfFile(1, '/OpenAction<</S/JavaScript/JS(x)>>'), 'a.pdf', ['activeContent']],
  ['a PDF with a ZIP behind it', `${pdfFile(1)}PK\u0005\u0006`, 'a.pdf', ['appendedContent']],
  ['a PDF without pages', '%PDF-1.4\n', 'a.pdf', ['pdfDamaged']],
  ['a locked PDF', pdfFile(1).replace('trailer\n<<', 'trailer\n<</Encrypt 9 0 R'), 'a.pdf', ['pdfLocked']],
  [
    'a vast picture',
    Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d494844520000753000007530', 'hex'), Buffer.alloc(20)]),
    'a.png',
    ['imageTooLarge'],
  ],
  ['an archive in an archive', zipOf(set), 'a.zip', ['archiveNested']],
  ['RAR', hex('526172211a0700'), 'a.rar', ['archiveNotOpened']],
])('%s', async (_, content, name, codes) => expect((await inspect(content, name)).codes).toEqual(codes))

test('a name is shown without what turns or hides it', async () => {
  expect((await inspect('x', 'bom\u202evsc.exe')).file).toBe('bom vsc.exe')
})

test('a long text in UTF-8 is read as such wherever its head is cut', async () => {
  for (let shift = 0; shift < 3; shift++) {
    const comment = `${' '.repeat(shift)}${'顶层线路'.repeat(8_000)}`
    const text = `G04 ${comment}*\n%TF.Part,板子*%\n${rectangleLayer(1, 1)}`
    expect((await inspect(`%FSLAX46Y46*%\n${text}`, 'a.gbr')).facts).toMatchObject({
      attributes: { '.Part': ['板子'] },
    })
  }
})

const samples: readonly (string | Uint8Array)[] = [
  rectangleLayer(50, 20, 'Profile,NP'),
  drillFile([
    [1, 2],
    [3, 4],
  ]),
  kicadBoard,
  eagleBoard,
  stepFile(),
  binaryStl(1, 2, 3),
  textStl(1, 2, 3),
  pdfFile(3),
  zipOf(set),
  placements,
]
const names = [
  'a.gbr',
  'a.drl',
  'a.kicad_pcb',
  'a.brd',
  'a.step',
  'a.stl',
  'a.pdf',
  'a.zip',
  'a.csv',
  'a',
  'a.bin',
  '顶层.GTL',
]

test('neither noise, nor a file cut anywhere, nor one with bytes changed is ever too much', async () => {
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255) })
  const spoilt = fc
    .tuple(fc.constantFrom(...samples), fc.double({ min: 0, max: 1, noNaN: true }), fc.array(change, { maxLength: 8 }))
    .map(([sample, share, changes]) => {
      const bytes = Buffer.from(sample).subarray(0, Math.ceil(Buffer.from(sample).length * share))
      for (const { at, byte } of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
      return bytes
    })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(spoilt, fc.uint8Array({ maxLength: 300 })),
      fc.constantFrom(...names),
      async (bytes, name) => {
        const answer = await inspectDesignFile(bytes, name)
        expect(fileKinds).toContain(answer.kind)
        // `unreadable` is the net under the readers; nothing here may need it.
        expect(answer.findings.map(({ code }) => code)).not.toContain('unreadable')
        expect(JSON.stringify(answer)).toContain('"kind"')
      },
    ),
    { numRuns: 600 },
  )
})

test.each([
  ['English', english],
  ['Chinese', chinese],
])('every kind, layer and finding has its words in %s', (_, { kind, layer, finding, severity }) => {
  const ordered = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1))
  expect(ordered(Object.keys(kind))).toEqual(ordered(fileKinds))
  expect(ordered(Object.keys(layer))).toEqual(ordered(layerTypes))
  expect(ordered(Object.keys(finding))).toEqual(ordered(Object.keys(severities)))
  expect(ordered(Object.keys(severity))).toEqual(ordered([...new Set(Object.values(severities))]))
})
