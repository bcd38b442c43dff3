import { and, eq } from 'drizzle-orm'
import { bomLines, boms } from '@/db/schema/boms'
import { changes, changeTasks } from '@/db/schema/changes'
import { proposeSubstitution } from '@/server/domains/boms/commands/propose-substitution'
import { approveChange } from '@/server/domains/changes/commands/approve-change'
import { assessImpact } from '@/server/domains/changes/commands/assess-impact'
import { addItem } from '@/server/domains/changes/commands/edit-change'
import { implementChange } from '@/server/domains/changes/commands/implement-change'
import { agreePlan, planChange } from '@/server/domains/changes/commands/plan-change'
import { raiseChange } from '@/server/domains/changes/commands/raise-change'
import { completeAssessment, submitChange } from '@/server/domains/changes/commands/submit-change'
import { finishTask } from '@/server/domains/changes/commands/tasks'
import { closeChange, verifyChange } from '@/server/domains/changes/commands/verify-change'
import { getChange } from '@/server/domains/changes/queries/get-change'
import { requiredImpacts, type ImpactArea, type ImpactFacts } from '@/server/domains/changes/rules/impact'
import type { ChangeClass } from '@/server/domains/changes/lifecycle'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { CastKey } from './cast'
import type { Actors, Orgs } from './people'

type Scene = Readonly<{ actors: Actors; orgIds: Orgs; productId: string; boardId: string }>

/** What changed once the board was released: one change that is closed, one that waits for approval, one part asked for. */
export async function changeThings(stage: Stage, scene: Scene): Promise<void> {
  await bakeSensor(stage, scene)
  await sealLid(stage, scene)
  await askForCapacitor(stage, scene)
}

const step = async ({ db }: MemberCtx, changeId: string) => {
  const [row] = await db.select({ version: changes.version }).from(changes).where(eq(changes.id, changeId))
  return { changeId, version: row?.version ?? 0 }
}

type Found = Readonly<Partial<Record<ImpactArea, Readonly<{ facts: ImpactFacts; en: string; zh: string }>>>>

/** What a side found, and that it looked at everything else that is asked of it. */
const assess =
  (changeId: string, changeClass: ChangeClass, side: 'brand' | 'partner', found: Found) => (ctx: MemberCtx) =>
    assessImpact(ctx, {
      changeId,
      entries: requiredImpacts({ changeClass, kind: 'documentOnly', withPartner: true })
        .filter((key) => key.side === side)
        .map(({ area }) => {
          const effect = found[area]
          return {
            area,
            affected: effect !== undefined,
            facts: { ...effect?.facts },
            words: { en: effect?.en ?? '', zh: effect?.zh ?? '' },
          }
        }),
    })

/** Class II of the factory: an instruction of its line, settled by itself and read by the brand. */
async function bakeSensor(stage: Stage, { actors, productId }: Scene): Promise<void> {
  const by = <T>(who: CastKey, hours: number, work: (ctx: MemberCtx) => Promise<T>) =>
    stage.as(actors[who], hours, work)
  const { changeId } = await by('wang', 25, (ctx) =>
    raiseChange(ctx, {
      productId,
      changeClass: 'two',
      kind: 'documentOnly',
      reasonCode: 'dfm',
      title: { en: 'Bake the VOC sensor before reflow', zh: '回流焊前烘烤 VOC 传感器', source: 'zh' },
      reason: {
        en: 'U3 is MSL 3. The work instruction now asks for 24 h at 125 °C when a reel was open for more than 168 h.',
        zh: 'U3 为 MSL 3。料盘开封超过 168 h 时，作业指导书增加 125 °C 烘烤 24 h。',
        source: 'zh',
      },
      emergency: false,
      deviationLot: '',
      bomId: null,
    }),
  )
  await by('wang', 25, (ctx) =>
    addItem(ctx, {
      changeId,
      kind: 'document',
      name: { en: 'SMT work instruction, main board', zh: '主板 SMT 作业指导书', source: 'zh' },
      before: 'A2',
      after: 'A3',
    }),
  )
  await by('wang', 24, async (ctx) => submitChange(ctx, await step(ctx, changeId)))
  await by('wang', 24, assess(changeId, 'two', 'partner', {}))
  await by('daniel', 20, assess(changeId, 'two', 'brand', {}))
  await by('priya', 19, async (ctx) => completeAssessment(ctx, await step(ctx, changeId)))
  await by('chen', 16, async (ctx) =>
    approveChange(ctx, { changeId, role: 'engineer', hash: (await getChange(ctx, { changeId })).hash }),
  )
  await by('li', 15, async (ctx) =>
    planChange(ctx, { ...(await step(ctx, changeId)), effectivity: { kind: 'lot', from: 'DVT-60' }, dispositions: [] }),
  )
  for (const who of ['li', 'priya'] as const)
    await by(who, 14, async (ctx) => agreePlan(ctx, { changeId, hash: (await getChange(ctx, { changeId })).planHash }))
  await by('li', 13, async (ctx) => implementChange(ctx, await step(ctx, changeId)))
  const tasks = await asSystem(stage.ctx, () =>
    stage.ctx.db.select().from(changeTasks).where(eq(changeTasks.changeId, changeId)),
  )
  for (const { id, version } of tasks)
    await by('wang', 12, (ctx) => finishTask(ctx, { taskId: id, version, done: true }))
  await by('zhao', 10, (ctx) => verifyChange(ctx, { changeId, note: { en: '', zh: '首件 5 片已确认。' } }))
  await by('hannah', 8, (ctx) =>
    verifyChange(ctx, { changeId, note: { en: 'Seen on the photos of five boards.', zh: '' } }),
  )
  await by('priya', 7, async (ctx) => closeChange(ctx, await step(ctx, changeId)))
}

/** Class I, half approved: the lid and its fixture change together. */
async function sealLid(stage: Stage, { actors, orgIds, productId }: Scene): Promise<void> {
  const by = <T>(who: CastKey, hours: number, work: (ctx: MemberCtx) => Promise<T>) =>
    stage.as(actors[who], hours, work)
  const { changeId } = await by('daniel', 22, (ctx) =>
    raiseChange(ctx, {
      productId,
      partnerOrgId: orgIds.lanyu,
      changeClass: 'one',
      kind: 'documentOnly',
      reasonCode: 'quality',
      title: { en: 'Seal groove of the lid 0.1 mm deeper', zh: '上盖密封槽加深 0.1 mm', source: 'en' },
      reason: {
        en: 'Two of eight units leaked at the corner. The drawing and the leak fixture change together.',
        zh: '8 台中有 2 台转角处漏水，图纸与气密治具同步变更。',
        source: 'en',
      },
      emergency: false,
      deviationLot: '',
      bomId: null,
    }),
  )
  const items = [
    { kind: 'document', en: 'Drawing of the lid 20-3301', zh: '上盖图纸 20-3301', before: 'C', after: 'D' },
    { kind: 'fixture', en: 'Leak test fixture', zh: '气密测试治具', before: '1', after: '2' },
  ] as const
  for (const { kind, en, zh, before, after } of items)
    await by('daniel', 22, (ctx) => addItem(ctx, { changeId, kind, name: { en, zh, source: 'en' }, before, after }))
  await by('daniel', 21, async (ctx) => submitChange(ctx, await step(ctx, changeId)))
  await by(
    'wang',
    12,
    assess(changeId, 'one', 'partner', {
      tooling: {
        facts: { amountMicros: '6800000000', currency: 'CNY' },
        en: 'Insert of the lid tool is reworked, four days.',
        zh: '上盖模仁修模，4 天。',
      },
      fixture: { facts: {}, en: 'New seal ring for the fixture.', zh: '治具更换密封圈。' },
      leadTime: { facts: { days: 4 }, en: 'Before the DVT build.', zh: '在 DVT 试产之前。' },
      finished: { facts: { quantity: '8', uom: 'pcs' }, en: 'EVT units in Shenzhen.', zh: '深圳的 EVT 样机。' },
    }),
  )
  await by(
    'daniel',
    9,
    assess(changeId, 'one', 'brand', {
      buyerWarehouse: { facts: { quantity: '12', uom: 'pcs' }, en: 'EVT units in Oakland.', zh: '奥克兰的 EVT 样机。' },
    }),
  )
  await by('maya', 6, async (ctx) => completeAssessment(ctx, await step(ctx, changeId)))
  for (const who of ['hannah', 'wang'] as const)
    await by(who, 4, async (ctx) =>
      approveChange(ctx, {
        changeId,
        role: who === 'wang' ? 'engineer' : 'quality',
        hash: (await getChange(ctx, { changeId })).hash,
      }),
    )
}

/** The factory asks for another capacitor on a line of the board in force. */
async function askForCapacitor(stage: Stage, { actors, boardId }: Scene): Promise<void> {
  await stage.as(actors.wang, 5, async (ctx) => {
    const [line] = await ctx.db
      .select({ id: bomLines.id })
      .from(bomLines)
      .innerJoin(boms, eq(boms.releasedRevisionId, bomLines.revisionId))
      .where(and(eq(boms.id, boardId), eq(bomLines.mpn, 'GRM31CR60J476ME19L')))
    if (!line) throw new Error('the board has no 47 µF capacitor')
    await proposeSubstitution(ctx, {
      lineId: line.id,
      proposed: {
        ipn: 'LY-C-0476',
        mpn: 'CL31A476MQHNNNE',
        manufacturer: 'Samsung Electro-Mechanics',
        package: '1206',
        description: '贴片电容 47 µF 6.3 V X5R ±20 %',
      },
      reasonCode: 'shortage',
      reason: {
        en: 'Murata quotes 18 weeks. Same size and rating; DC bias curve within 4 % at 3.3 V.',
        zh: 'Murata 交期 18 周。同尺寸同规格，3.3 V 直流偏压曲线相差 4 % 以内。',
      },
      attachmentIds: [],
      again: false,
    })
  })
}
