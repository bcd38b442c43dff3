import { eq } from 'drizzle-orm'
import { designRevisions, designSets } from '@/db/schema/designFiles'
import { createSet } from '@/server/domains/designFiles/commands/create-set'
import { releaseRevision, startRevision } from '@/server/domains/designFiles/commands/release-revision'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { backdate, type Stage } from '../stage'
import type { Actors } from './people'

type Point = readonly [x: number, y: number]

/** Coordinates of a Gerber file in millimetres with six decimals. */
const at = ([x, y]: Point) => `X${Math.round(x * 1e6)}Y${Math.round(y * 1e6)}`

/** A layer of the board: closed lines of one width, and pads. */
function gerber(role: string, lines: readonly (readonly Point[])[], pads: readonly Point[] = []): string {
  const drawn = lines.flatMap(([first = [0, 0], ...rest]) => [`${at(first)}D02*`, ...rest.map((to) => `${at(to)}D01*`)])
  const flashed = pads.map((pad) => `${at(pad)}D03*`)
  return [
    `%TF.FileFunction,${role}*%`,
    '%FSLAX46Y46*%',
    '%MOMM*%',
    '%ADD10C,0.150000*%',
    '%ADD11R,0.900000X0.950000*%',
    'D10*',
    ...drawn,
    ...(flashed.length > 0 ? ['D11*', ...flashed] : []),
    'M02*',
    '',
  ].join('\n')
}

const outline: readonly Point[] = [
  [0, 0],
  [48, 0],
  [48, 31],
  [0, 31],
  [0, 0],
]
const pads: readonly Point[] = [8, 14, 20, 26, 32, 38].flatMap((x): Point[] => [
  [x, 9],
  [x, 22],
])
const trace = (y: number): readonly Point[] => [
  [8, y],
  [20, y + 2],
  [38, y],
]
const drill = (holes: readonly Point[]) =>
  ['M48', 'METRIC,TZ', 'T1C2.200', '%', 'T1', ...holes.map(([x, y]) => `X${x}Y${y}`), 'M30', ''].join('\n')
const corners: readonly Point[] = [
  [2.5, 2.5],
  [45.5, 2.5],
  [45.5, 28.5],
  [2.5, 28.5],
]
const positions = [
  'Ref,Val,Package,PosX,PosY,Rot,Side',
  'U1,ESP32-C6-MINI-1,MODULE,30.0,21.0,90,top',
  'U2,SHT40-AD1B,DFN-4,8.0,9.0,0,top',
  'C1,100nF,0402,14.0,9.0,180,top',
  '',
].join('\r\n')

const boardFiles: Readonly<Record<string, string>> = {
  'wl-20-F_Cu.gbr': gerber('Copper,L1,Top', [trace(9), trace(22)], pads),
  'wl-20-B_Cu.gbr': gerber('Copper,L2,Bot', [trace(12)], corners),
  'wl-20-F_Mask.gbr': gerber('Soldermask,Top', [], pads),
  'wl-20-Edge_Cuts.gbr': gerber('Profile,NP', [outline]),
  'wl-20-PTH.drl': drill(corners),
  'wl-20-top-pos.csv': positions,
}
/** After the first boards: a fifth hole for the locating pin. */
const mendedDrill = drill([...corners, [24, 15.5]])

const label = `<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="25mm" viewBox="0 0 60 25">
<rect width="60" height="25" fill="white" stroke="black" stroke-width="0.2"/>
<text x="3" y="8" font-size="4">WL-20 Leak &amp; air sensor</text>
<text x="3" y="14" font-size="3">漏水与空气质量传感器</text>
<text x="3" y="20" font-size="3">3 V ⎓ 2 × AA · Made in China 中国制造</text>
</svg>
`

/** The brand's design files: a board that was released and goes on, and a label that is still a draft. */
export async function shareDesigns(stage: Stage, { daniel, maya }: Actors, productId: string): Promise<void> {
  const put = (revisionId: string, name: string, text: string, hours: number) =>
    stage.as(daniel, hours, async (ctx) => {
      const { storage } = stage.services
      const blob = await storage.put(Buffer.from(text, 'utf8'))
      const { uploadId } = await beginUpload(ctx, { revisionId, name, size: blob.size, fingerprint: blob.sha256 })
      await addFile(ctx, storage, { uploadId, blob })
    })
  const begun = 24 * 7
  const board = await stage.as(daniel, begun, (ctx) =>
    createSet(ctx, { productId, name: { en: 'Main board fabrication', zh: '主板制板资料' } }),
  )
  // Before it is released: after that nobody changes when it was made either.
  await backdate(stage, begun, [
    [designSets, eq(designSets.id, board.setId)],
    [designRevisions, eq(designRevisions.id, board.revisionId)],
  ])
  for (const [name, text] of Object.entries(boardFiles)) await put(board.revisionId, name, text, begun - 1)
  await stage.as(maya, begun - 4, (ctx) =>
    releaseRevision(ctx, {
      ...{ revisionId: board.revisionId, version: 1 + Object.keys(boardFiles).length },
      notes: { en: 'EVT boards, two layers, 1.6 mm, ENIG.', zh: 'EVT 板，双面，板厚 1.6 mm，沉金。' },
    }),
  )
  const next = await stage.as(daniel, 20, (ctx) => startRevision(ctx, { setId: board.setId }))
  await put(next.revisionId, 'wl-20-PTH.drl', mendedDrill, 19)
  const carton = await stage.as(daniel, 18, (ctx) =>
    createSet(ctx, { productId, name: { en: 'Label and carton', zh: '标签与彩盒' } }),
  )
  await put(carton.revisionId, 'wl-20-rating-label.svg', label, 17)
  await backdate(stage, 18, [
    [designRevisions, eq(designRevisions.id, next.revisionId)],
    [designSets, eq(designSets.id, carton.setId)],
    [designRevisions, eq(designRevisions.id, carton.revisionId)],
  ])
}
