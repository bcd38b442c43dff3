import { and, eq } from 'drizzle-orm'
import { gateItems, gates } from '@/db/schema/gates'
import { products } from '@/db/schema/products'
import { addEvidence } from '@/server/domains/gates/commands/add-evidence'
import { changePhase } from '@/server/domains/gates/commands/change-phase'
import { planGates } from '@/server/domains/gates/commands/plan-gates'
import { signGate, submitGate } from '@/server/domains/gates/commands/review-gate'
import { waiveItem } from '@/server/domains/gates/commands/waive-item'
import { getGate } from '@/server/domains/gates/queries/get-gate'
import type { GatedPhase } from '@/server/domains/gates/rules/criterion'
import type { EvidenceResult } from '@/server/domains/gates/rules/standing'
import type { SigningRole } from '@/server/domains/specs/rules/sign-off'
import { asSystem } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { CastKey } from './cast'
import type { Actors, Orgs } from './people'

/** What somebody brought for a criterion, by its code; the brand speaks among its own unless it names the factory. */
type Brought = Readonly<{
  code: string
  by: CastKey
  days: number
  result?: EvidenceResult
  reached?: string
  en: string
  zh: string
  toFactory?: true
}>

const evt: readonly Brought[] = [
  {
    code: 'EVT-01',
    by: 'daniel',
    days: 31,
    reached: '0',
    en: 'Requirements 1.2 are frozen. The test with floor cleaner was moved to DVT.',
    zh: '需求 1.2 版已冻结，地板清洁剂试验移至 DVT。',
  },
  {
    code: 'EVT-02',
    by: 'priya',
    days: 30,
    reached: '±12 %',
    en: 'Target 11.40 USD; three parts are still estimates.',
    zh: '目标成本 11.40 USD，仍有三项物料为估算价。',
  },
  {
    code: 'EVT-03',
    by: 'hannah',
    days: 30,
    en: 'FCC, ISED, CE RED and UKCA, and Thread certification.',
    zh: 'FCC、ISED、CE RED、UKCA，以及 Thread 认证。',
  },
  {
    code: 'EVT-05',
    by: 'daniel',
    days: 28,
    reached: '0',
    en: 'All 14 key parts are active.',
    zh: '14 项关键物料均在产。',
  },
  {
    code: 'EVT-07',
    by: 'daniel',
    days: 14,
    reached: '100 %',
    en: 'Exercised on 8 units of the second board.',
    zh: '已在第二版板的 8 台样机上全部验证。',
  },
  {
    code: 'EVT-08',
    by: 'daniel',
    days: 13,
    reached: '104 %',
    en: 'Asleep 6.2 µA, one report in ten minutes. The CO₂ sensor takes most of it.',
    zh: '休眠 6.2 µA，每十分钟上报一次；CO₂ 传感器耗电占大头。',
  },
  {
    code: 'EVT-09',
    by: 'daniel',
    days: 13,
    en: 'The hottest part is the radio, 11 K above the room.',
    zh: '温升最高的是射频模块，比室温高 11 K。',
  },
  {
    code: 'EVT-10',
    by: 'hannah',
    days: 12,
    reached: '4.2 dB',
    en: 'Pre-scan at the lab in Fremont; the worst margin is at 288 MHz.',
    zh: '已在 Fremont 实验室预扫，余量最小处在 288 MHz。',
  },
  {
    code: 'EVT-11',
    by: 'daniel',
    days: 11,
    reached: '91 %',
    en: 'Reviewed with our moulding consultant: 21 of 23 findings closed, none critical.',
    zh: '已与注塑顾问评审：23 条问题关闭 21 条，无严重项。',
  },
  {
    code: 'EVT-12',
    by: 'daniel',
    days: 11,
    result: 'notMet',
    reached: '82 %',
    en: 'Three nets under the shield have no pad yet.',
    zh: '屏蔽罩下有三个网络尚无测试点。',
  },
  {
    code: 'EVT-13',
    by: 'hannah',
    days: 11,
    reached: '100 %',
    en: 'Five failures, five issues, all owned.',
    zh: '五个不良均已立项，责任人已明确。',
  },
]

const dvt: readonly Brought[] = [
  {
    code: 'DVT-04',
    by: 'wang',
    days: 5,
    en: 'All 6 design changes are in tooling drawing T0-03.',
    zh: '6 项设计更改已全部落实到模具图 T0-03。',
  },
  {
    code: 'DVT-05',
    by: 'zhao',
    days: 2,
    result: 'notMet',
    reached: '50 %',
    en: 'Drop and key life are passed; temperature cycling and damp heat run until next week.',
    zh: '跌落和按键寿命已通过；温度循环和湿热下周才结束。',
  },
  {
    code: 'DVT-06',
    by: 'zhao',
    days: 4,
    reached: '±8 kV',
    en: 'Passed at all points of the housing.',
    zh: '外壳各点均通过。',
  },
  {
    code: 'DVT-06',
    by: 'hannah',
    days: 3,
    result: 'notMet',
    reached: '±6 kV',
    toFactory: true,
    en: 'One of our three restarts at the leak electrodes. Please repeat there, with the TVS fitted.',
    zh: '我们三台中有一台在漏水电极处重启。请装上 TVS 后在该处复测。',
  },
  {
    code: 'DVT-07',
    by: 'hannah',
    days: 4,
    reached: '0',
    en: 'Three samples are at the lab; radiated emissions are done.',
    zh: '三台样品已在实验室，辐射发射已测完。',
  },
  {
    code: 'DVT-10',
    by: 'hannah',
    days: 1,
    en: 'White housing, both textures, signed by Zhao Min and me.',
    zh: '白色外壳、两种纹面，已由赵敏和我签样。',
  },
  {
    code: 'DVT-11',
    by: 'zhao',
    days: 2,
    en: 'ISTA 1A, 10 drops, no damage.',
    zh: '按 ISTA 1A 跌落 10 次，无损伤。',
  },
  {
    code: 'DVT-13',
    by: 'daniel',
    days: 3,
    en: 'Firmware 0.9.0 has every feature; what is left is fixes.',
    zh: '固件 0.9.0 功能齐全，只剩修复。',
  },
  {
    code: 'DVT-14',
    by: 'priya',
    days: 1,
    reached: '+3.1 %',
    en: '11.75 USD with the quoted housing.',
    zh: '按外壳报价，成本为 11.75 USD。',
  },
]

/**
 * EVT, built by the brand before there was a factory: passed with one condition. DVT was started at risk, because the
 * tools had to be cut before the specification was released.
 */
export async function validateEngineering(stage: Stage, actors: Actors, productId: string): Promise<void> {
  const { maya, daniel, priya, hannah } = actors
  await stage.as(maya, 24 * 33, (ctx) => planGates(ctx, { productId }))
  await bring(stage, actors, productId, evt, null)
  const waived = [
    {
      code: 'EVT-06',
      days: 20,
      en: 'The BOM is in KiCad until the second board is done.',
      zh: '第二版板完成前，BOM 仍在 KiCad 中。',
    },
    {
      code: 'EVT-12',
      days: 16,
      en: 'The pads come with board C, which DVT is built from.',
      zh: '测试点将在 C 版板上补齐，DVT 用该版。',
    },
  ]
  for (const { code, days, en, zh } of waived) {
    const itemId = await itemOf(stage, productId, code)
    const expiresOn = stage
      .hoursAgo(-24 * days)
      .toISOString()
      .slice(0, 10)
    await stage.as(daniel, 24 * 10.5, (ctx) => waiveItem(ctx, { itemId, expiresOn, reason: { en, zh } }))
  }
  const gateId = await gateOf(stage, productId, 'evt')
  await stage.as(daniel, 24 * 10.2, async (ctx) => {
    const { version } = await getGate(ctx, { gateId })
    await submitGate(ctx, {
      gateId,
      version,
      note: { en: '', zh: '' },
      partnerOrgId: null,
      signatures: roles.map((role) => ({ side: 'brand', role })),
    })
  })
  for (const [actor, role, days] of [
    [daniel, 'engineer', 10.1],
    [hannah, 'quality', 9.8],
    [priya, 'purchaser', 9.5],
  ] as const)
    await stage.as(actor, 24 * days, async (ctx) => {
      const { review } = await getGate(ctx, { gateId })
      await signGate(ctx, { gateId, role, hash: review?.hash ?? '' })
    })
  await stage.as(maya, 24 * 9, async (ctx) => {
    const [product] = await ctx.db
      .select({ version: products.version })
      .from(products)
      .where(eq(products.id, productId))
    await changePhase(ctx, {
      productId,
      version: product?.version ?? 1,
      phase: 'dvt',
      reason: 'The certification slot is in three weeks, so the tools are cut before the specification is released.',
      atRisk: true,
    })
  })
}
const roles: readonly SigningRole[] = ['engineer', 'quality', 'purchaser']

/** DVT with the factory: half of it is shown, and on one point the two sides do not agree yet. */
export const validateDesign = (stage: Stage, actors: Actors, { lanyu }: Orgs, productId: string): Promise<void> =>
  bring(stage, actors, productId, dvt, lanyu)

async function bring(
  stage: Stage,
  actors: Actors,
  productId: string,
  brought: readonly Brought[],
  factory: string | null,
): Promise<void> {
  for (const { code, by, days, result = 'met', reached = '', en, zh, toFactory } of brought.toSorted(
    (a, b) => b.days - a.days,
  )) {
    const itemId = await itemOf(stage, productId, code)
    await stage.as(actors[by], 24 * days, (ctx) =>
      addEvidence(ctx, {
        itemId,
        result,
        reached,
        words: { en, zh },
        attachmentIds: [],
        partnerOrgId: toFactory ? factory : null,
        clientKey: `demo ${code} ${by}`,
      }),
    )
  }
}

const itemOf = (stage: Stage, productId: string, code: string): Promise<string> =>
  asSystem(stage.ctx, async () => {
    const [item] = await stage.ctx.db
      .select({ id: gateItems.id })
      .from(gateItems)
      .where(and(eq(gateItems.productId, productId), eq(gateItems.code, code)))
    if (!item) throw new Error(`${code} is no criterion of the demo`)
    return item.id
  })

const gateOf = (stage: Stage, productId: string, phase: GatedPhase): Promise<string> =>
  asSystem(stage.ctx, async () => {
    const [gate] = await stage.ctx.db
      .select({ id: gates.id })
      .from(gates)
      .where(and(eq(gates.productId, productId), eq(gates.phase, phase)))
    if (!gate) throw new Error(`the demo has no gate of ${phase}`)
    return gate.id
  })
