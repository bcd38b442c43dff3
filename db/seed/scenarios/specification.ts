import { eq } from 'drizzle-orm'
import { requirements, specRevisions, specs } from '@/db/schema/specs'
import { assignText } from '@/server/domains/language/commands/assign-text'
import { createSpec } from '@/server/domains/specs/commands/create-spec'
import { addRequirements, editRequirement } from '@/server/domains/specs/commands/edit-requirements'
import { translateText } from '@/server/domains/specs/commands/translate-text'
import type { RequirementContentInput } from '@/server/domains/specs/inputs'
import { listRequirements } from '@/server/domains/specs/queries/list-requirements'
import { noValues, type Values, type VerificationMethod } from '@/server/domains/specs/rules/requirement'
import { backdate, type Stage } from '../stage'
import type { Actors } from './people'

type Words = Readonly<{ en: string; zh?: string }>
type Told = Readonly<{
  section: RequirementContentInput['section']
  title: Words
  text?: Words
  condition?: Words
  values?: Partial<Values>
  verification?: VerificationMethod
  critical?: boolean
  owner?: 'daniel' | 'wang'
}>

const room = { en: 'At 23 ±5 °C', zh: '23 ±5 °C 条件下' }

/** What the brand wrote down before the DVT build; a few texts still lack their Chinese. */
const told: readonly Told[] = [
  {
    section: 'electrical',
    title: { en: 'Supply voltage', zh: '供电电压' },
    text: { en: 'Two AA cells in series.', zh: '两节 AA 电池串联供电。' },
    values: { min: '2.0', typ: '3.0', max: '3.3', unit: 'V' },
    verification: 'test',
    critical: true,
    owner: 'daniel',
  },
  {
    section: 'electrical',
    title: { en: 'Rail 3V3 at the radio', zh: '射频模块 3V3 供电' },
    condition: { en: 'During a transmit burst', zh: '发射期间' },
    values: { nominal: '3.3', tolerancePlus: '0.1', toleranceMinus: '0.1', unit: 'V' },
    verification: 'test',
    owner: 'daniel',
  },
  {
    section: 'electrical',
    title: { en: 'Resistance between the leak electrodes that raises an alarm', zh: '触发漏水报警的电极间电阻' },
    condition: { en: 'Tap water, both electrodes wet', zh: '自来水，两电极均浸湿' },
    values: { max: '50', unit: 'kΩ' },
    verification: 'test',
    critical: true,
    owner: 'daniel',
  },
  {
    section: 'mechanical',
    title: { en: 'Height of the housing', zh: '外壳高度' },
    values: { nominal: '24.0', tolerancePlus: '0.2', toleranceMinus: '0.2', unit: 'mm' },
    verification: 'inspection',
    owner: 'wang',
  },
  {
    section: 'mechanical',
    title: { en: 'Depth of the seal groove', zh: '密封槽深度' },
    text: {
      en: 'Measured at four points, none outside the limits.',
      zh: '测量四点，任一点均不得超出限值。',
    },
    values: { nominal: '1.60', tolerancePlus: '0.05', toleranceMinus: '0.02', unit: 'mm' },
    verification: 'inspection',
    critical: true,
    owner: 'wang',
  },
  {
    section: 'mechanical',
    title: { en: 'Colour of the housing', zh: '外壳颜色' },
    text: {
      en: 'RAL 9016, ΔE*ab at most 1.0 against the signed sample.',
      zh: 'RAL 9016，与签样的色差 ΔE*ab 不大于 1.0。',
    },
    verification: 'inspection',
  },
  {
    section: 'radio',
    title: { en: 'Conducted transmit power, 2.4 GHz', zh: '2.4 GHz 传导发射功率' },
    values: { nominal: '18', tolerancePlus: '1', toleranceMinus: '2', unit: 'dBm' },
    verification: 'test',
    critical: true,
    owner: 'daniel',
  },
  {
    section: 'radio',
    title: { en: 'Receiver sensitivity, Thread', zh: 'Thread 接收灵敏度' },
    condition: { en: 'Packet error rate 1%', zh: '误包率 1%' },
    values: { max: '-98', unit: 'dBm' },
    verification: 'test',
  },
  {
    section: 'power',
    title: { en: 'Current while asleep', zh: '休眠电流' },
    condition: room,
    values: { typ: '6', max: '9', unit: 'µA' },
    verification: 'test',
    critical: true,
    owner: 'daniel',
  },
  {
    section: 'power',
    title: { en: 'Battery life', zh: '电池寿命' },
    condition: { en: 'One report in ten minutes' },
    values: { min: '24', unit: 'months' },
    verification: 'analysis',
  },
  {
    section: 'environment',
    title: { en: 'Operating temperature', zh: '工作温度' },
    values: { min: '-10', max: '50', unit: '°C' },
    verification: 'test',
  },
  {
    section: 'environment',
    title: { en: 'Protection against water', zh: '防水等级' },
    text: { en: 'IP67 with the battery door closed.', zh: '电池盖关闭时达到 IP67。' },
    verification: 'test',
    critical: true,
    owner: 'wang',
  },
  {
    section: 'reliability',
    title: { en: 'Drop onto concrete', zh: '混凝土地面跌落' },
    text: { en: 'Six faces, no opening of the housing, function unchanged.' },
    values: { min: '1.0', unit: 'm' },
    verification: 'test',
  },
  {
    section: 'packaging',
    title: { en: 'Units per master carton', zh: '每外箱数量' },
    values: { nominal: '40', tolerancePlus: '0', toleranceMinus: '0', unit: 'pcs' },
    verification: 'inspection',
  },
  {
    section: 'firmware',
    title: { en: 'Alarm after water is detected', zh: '检测到漏水后的报警时间' },
    values: { max: '2', unit: 's' },
    verification: 'demonstration',
    critical: true,
    owner: 'daniel',
  },
  {
    section: 'firmware',
    title: { en: 'Rolls back after a failed update' },
    text: { en: 'A device whose new image does not report within three minutes boots the previous one.' },
    verification: 'demonstration',
  },
  {
    section: 'cloudInterface',
    title: { en: 'Telemetry interval', zh: '遥测上报间隔' },
    values: { typ: '600', max: '660', unit: 's' },
    verification: 'analysis',
  },
  {
    section: 'cloudInterface',
    title: { en: 'Device certificate', zh: '设备证书' },
    text: {
      en: 'One X.509 certificate per unit, written on the line; the private key never leaves the secure element.',
      zh: '每台一张 X.509 证书，产线写入；私钥不得离开安全芯片。',
    },
    verification: 'inspection',
    critical: true,
  },
  {
    section: 'test',
    title: { en: 'In-circuit test coverage', zh: 'ICT 覆盖率' },
    values: { min: '92', unit: '%' },
    owner: 'wang',
  },
  {
    section: 'certification',
    title: { en: 'FCC ID and CE marking on the label', zh: '标签上的 FCC ID 与 CE 标志' },
    verification: 'inspection',
  },
]

/** Writes the specification of the sensor: a first draft by the brand, read and confirmed in part by the factory. */
export async function specifySensor(stage: Stage, actors: Actors, productId: string): Promise<string> {
  const { daniel, wang } = actors
  const wrote = 24 * 5
  const { specId, revisionId } = await stage.as(daniel, wrote, (ctx) =>
    createSpec(ctx, {
      productId,
      name: { en: 'Leak & air sensor, product specification', zh: '漏水与空气质量传感器 产品规格书' },
      governingLanguage: 'en',
      from: { kind: 'blank' },
    }),
  )
  await stage.as(daniel, wrote, (ctx) =>
    addRequirements(ctx, { revisionId, requirements: told.map((each) => typed(each, actors)) }),
  )
  await backdate(stage, wrote, [
    [specs, eq(specs.id, specId)],
    [specRevisions, eq(specRevisions.id, revisionId)],
  ])
  const list = () => stage.as(daniel, 0, (ctx) => listRequirements(ctx, { revisionId }))
  const { requirements: written } = await list()
  // The factory's engineer confirms the Chinese of the first ones.
  const confirmed = 5
  for (const { id, version, title } of written.slice(0, confirmed)) {
    await stage.as(wang, 24 * 3, (ctx) =>
      translateText(ctx, {
        revisionId,
        requirementId: id,
        version,
        field: 'title',
        text: title.zh,
        verify: true,
        differs: false,
        machine: false,
      }),
    )
  }
  // Then the brand says more exactly what it means, and the Chinese is of the words before.
  const electrode = (await list()).requirements[2]
  if (electrode) {
    const { id, version, title, text, condition, links, attachmentIds, ...content } = electrode
    await stage.as(daniel, 26, (ctx) =>
      editRequirement(ctx, {
        revisionId,
        requirementId: id,
        version,
        content: {
          ...content,
          links: [...links],
          attachmentIds: [...attachmentIds],
          title: { ...title, en: 'Resistance between the leak electrodes at which the alarm is raised' },
          text,
          condition: { ...condition, en: 'Tap water of 200 to 800 µS/cm, both electrodes wet' },
        },
      }),
    )
    // The factory's engineer took the title on.
    await stage.as(wang, 25, (ctx) =>
      assignText(ctx, {
        ...{ productId, subjectKind: 'requirement', subjectId: id, field: 'title' },
        userId: ctx.actor.userId,
        from: null,
      }),
    )
  }
  await backdate(stage, 26, [[requirements, eq(requirements.revisionId, revisionId)]])
  return specId
}

function typed(
  { section, title, text, condition, values, verification, critical, owner }: Told,
  actors: Actors,
): RequirementContentInput {
  const words = ({ en, zh = '' }: Words = { en: '' }) => ({ en, zh, source: 'en' as const })
  return {
    section,
    kind: values ? 'numeric' : 'statement',
    title: words(title),
    text: words(text),
    condition: words(condition),
    values: { ...noValues, ...values },
    verification: verification ?? null,
    critical: critical ?? false,
    ownerId: owner ? actors[owner].userId : null,
    links: [],
    attachmentIds: [],
  }
}
