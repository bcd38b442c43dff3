import { and, eq } from 'drizzle-orm'
import { designFiles, designRevisions, designSets } from '@/db/schema/designFiles'
import { createSet } from '@/server/domains/designFiles/commands/create-set'
import { placePin } from '@/server/domains/designFiles/commands/place-pin'
import { releaseRevision, startRevision } from '@/server/domains/designFiles/commands/release-revision'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { resolve } from '@/server/domains/threads/commands/change-state'
import { reply } from '@/server/domains/threads/commands/reply'
import { asSystem } from '@/server/platform/context'
import { backdate, type Stage } from '../stage'
import { keyOf } from './converse'
import type { Actors, Orgs } from './people'
import { schematicFiles } from './schematic'

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
const around = (x: number, y: number, width: number, height: number): readonly Point[] => [
  [x - width / 2, y - height / 2],
  [x + width / 2, y - height / 2],
  [x + width / 2, y + height / 2],
  [x - width / 2, y + height / 2],
  [x - width / 2, y - height / 2],
]
const parts = [8, 14, 20, 26, 32, 38].map((x) => around(x, 15.5, 2.4, 15))
/** Beside the module: nothing of metal may come here. */
const antenna = around(24, 29, 14, 2.5)
const drill = (holes: readonly Point[]) =>
  [
    'M48',
    'METRIC,TZ',
    'T1C2.200',
    '%',
    'T1',
    ...holes.map(([x, y]) => `X${x.toFixed(3)}Y${y.toFixed(3)}`),
    'M30',
    '',
  ].join('\n')
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
  'wl-20-B_Mask.gbr': gerber('Soldermask,Bot', [], corners),
  'wl-20-F_Silkscreen.gbr': gerber('Legend,Top', [...parts, antenna]),
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

/** The brand's design files: a board that was released and goes on, a label and a schematic that are still drafts. */
export async function shareDesigns(stage: Stage, actors: Actors, orgIds: Orgs, productId: string): Promise<void> {
  const { daniel, maya } = actors
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
  await pinBoard(stage, actors, orgIds, board.revisionId)
  const next = await stage.as(daniel, 20, (ctx) => startRevision(ctx, { setId: board.setId }))
  await put(next.revisionId, 'wl-20-PTH.drl', mendedDrill, 19)
  const carton = await stage.as(daniel, 18, (ctx) =>
    createSet(ctx, { productId, name: { en: 'Label and carton', zh: '标签与彩盒' } }),
  )
  await put(carton.revisionId, 'wl-20-rating-label.svg', label, 17)
  const schematic = await stage.as(daniel, 17, (ctx) =>
    createSet(ctx, { productId, name: { en: 'Schematic', zh: '原理图' } }),
  )
  for (const [name, text] of Object.entries(schematicFiles)) await put(schematic.revisionId, name, text, 17)
  await backdate(stage, 17, [
    [designSets, eq(designSets.id, schematic.setId)],
    [designRevisions, eq(designRevisions.id, schematic.revisionId)],
  ])
  await backdate(stage, 18, [
    [designRevisions, eq(designRevisions.id, next.revisionId)],
    [designSets, eq(designSets.id, carton.setId)],
    [designRevisions, eq(designRevisions.id, carton.revisionId)],
  ])
}

/** What the factory and the brand pinned to the released board: one is settled, one goes on into the next revision. */
async function pinBoard(stage: Stage, { wang, daniel }: Actors, { lanyu }: Orgs, revisionId: string): Promise<void> {
  const fileOf = async (name: string) => {
    const [file] = await asSystem(stage.ctx, () =>
      stage.ctx.db
        .select({ id: designFiles.id })
        .from(designFiles)
        .where(and(eq(designFiles.revisionId, revisionId), eq(designFiles.name, name))),
    )
    if (!file) throw new Error(`${name} is not in the demo`)
    return file.id
  }
  const board = (x: number, y: number) => ({ kind: 'board' as const, layer: '', x: x * 1000, y: y * 1000 })
  const mask = await stage.as(wang, 24 * 6, async (ctx) =>
    placePin(ctx, {
      ...{ fileId: await fileOf('wl-20-F_Mask.gbr'), anchor: board(8, 9), mentions: [], clientKey: keyOf('pin 0') },
      body: {
        source: 'zh',
        zh: 'U2 此处阻焊开窗与焊盘等大，请确认是否按我司标准单边放大 0.05 mm？',
        en: 'The mask opening at U2 is as large as the pad. May we widen it by 0.05 mm on each side, as we usually do?',
      },
    }),
  )
  await stage.as(daniel, 24 * 6 - 8, async (ctx) => {
    await reply(ctx, {
      ...{ threadId: mask.threadId, mentions: [], clientKey: keyOf('pin 0 answered') },
      body: { source: 'en', en: 'Yes, 0.05 mm on each side is fine.', zh: '可以，单边放大 0.05 mm。' },
    })
    await resolve(ctx, { threadId: mask.threadId, version: 2 })
  })
  const holes = await stage.as(daniel, 24 * 5, async (ctx) =>
    placePin(ctx, {
      ...{ fileId: await fileOf('wl-20-PTH.drl'), anchor: board(45.5, 28.5), partnerOrgId: lanyu, mentions: [] },
      clientKey: keyOf('pin 1'),
      body: {
        source: 'en',
        en: 'An M2 screw goes through here. Please keep 0.1 mm of tolerance on the 2.2 mm hole.',
        zh: '此孔穿 M2 螺丝，2.2 mm 孔径公差请控制在 0.1 mm 以内。',
      },
    }),
  )
  await stage.as(wang, 24 * 5 - 5, (ctx) =>
    reply(ctx, {
      ...{ threadId: holes.threadId, mentions: [], clientKey: keyOf('pin 1 answered') },
      body: {
        source: 'zh',
        zh: '收到，按 2.2 ±0.05 mm 控制，首件会附孔径测量报告。',
        en: 'Understood. We hold 2.2 ±0.05 mm and send the measured diameters with the first article.',
      },
    }),
  )
}
