import { eq } from 'drizzle-orm'
import { requirements, specRevisions, specs } from '@/db/schema/specs'
import { acknowledgeRelease } from '@/server/domains/specs/commands/answer-release'
import { createSpec } from '@/server/domains/specs/commands/create-spec'
import { editContract } from '@/server/domains/specs/commands/edit-contract'
import { addRequirements, editRequirement } from '@/server/domains/specs/commands/edit-requirements'
import { proposeRedlines } from '@/server/domains/specs/commands/propose-redlines'
import { readBack } from '@/server/domains/specs/commands/read-back'
import { releaseRevision, startDraft } from '@/server/domains/specs/commands/release-revision'
import { signRevision, submitRevision } from '@/server/domains/specs/commands/review-revision'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import { governedBy } from '@/server/domains/specs/contracts/starter'
import type { RequirementContentInput } from '@/server/domains/specs/inputs'
import { getContract } from '@/server/domains/specs/queries/contracts'
import { getRevision } from '@/server/domains/specs/queries/get-spec'
import { listRequirements } from '@/server/domains/specs/queries/list-requirements'
import { noValues, type Requirement, type Values } from '@/server/domains/specs/rules/requirement'
import { templateFor } from '@/server/domains/specs/templates'
import { backdate, type Stage } from '../stage'
import type { Actors, Orgs } from './people'

type Words = Readonly<{ en: string; zh: string }>
const nothing: Words = { en: '', zh: '' }
const said = (words: Words) => ({ ...words, source: 'en' as const })

const told: readonly Readonly<{
  section: 'firmware' | 'cloudInterface'
  title: Words
  text?: Words
  values?: Partial<Values>
  verification: 'test' | 'analysis' | 'inspection'
  critical?: true
}>[] = [
  {
    section: 'firmware',
    title: { en: 'Clock error after one day without network', zh: '断网一天后的时钟误差' },
    values: { max: '2', unit: 's' },
    verification: 'test',
  },
  {
    section: 'cloudInterface',
    title: { en: 'Reconnects after the network is back', zh: '网络恢复后的重连时间' },
    text: {
      en: 'Measured from the first beacon of the access point to the hello message at the broker.',
      zh: '从收到接入点首个信标起，到消息服务器收到 hello 为止。',
    },
    values: { max: '90', unit: 's' },
    verification: 'test',
    critical: true,
  },
  {
    section: 'cloudInterface',
    title: { en: 'Readings kept while offline', zh: '离线期间保存的读数' },
    values: { min: '72', unit: 'h' },
    verification: 'test',
  },
  {
    section: 'cloudInterface',
    title: { en: 'Secrets on the line', zh: '产线密钥管理' },
    text: {
      en: 'No private key leaves the secure element; the line keeps certificates only.',
      zh: '私钥不得离开安全芯片，产线只保存证书。',
    },
    verification: 'inspection',
  },
]

/**
 * How sensor and cloud talk, in a document of its own: released as A after the factory read it back and both sides
 * signed; the next draft changes a limit and the contract, and the factory proposes another limit.
 */
export async function agreeOnCloud(
  stage: Stage,
  { daniel, maya, wang }: Actors,
  { lanyu }: Orgs,
  productId: string,
): Promise<void> {
  const day = 24
  const { specId, revisionId } = await stage.as(daniel, day * 4, (ctx) =>
    createSpec(ctx, {
      productId,
      name: { en: 'Firmware and cloud interface', zh: '固件与云端接口规格书' },
      governingLanguage: 'en',
      from: { kind: 'blank' },
    }),
  )
  await stage.as(daniel, day * 4, (ctx) => addRequirements(ctx, { revisionId, requirements: told.map(typed) }))
  const { contract: template } = await templateFor('home', 'sensor')
  const first = { ...governedBy('en', template), version: '1.0.0' }
  await stage.as(daniel, day * 3.8, (ctx) => editContract(ctx, { revisionId, version: 0, contract: first, said: [] }))
  await backdate(stage, day * 4, [
    [specs, eq(specs.id, specId)],
    [specRevisions, eq(specRevisions.id, revisionId)],
    [requirements, eq(requirements.revisionId, revisionId)],
  ])
  const standing = () => stage.as(daniel, day, (ctx) => getRevision(ctx, { revisionId }))
  const critical = (await read(stage, daniel, revisionId)).find((requirement) => requirement.critical)
  if (critical)
    await stage.as(wang, day * 3.4, (ctx) =>
      readBack(ctx, {
        revisionId,
        requirementId: critical.id,
        values: critical.values,
        words: nothing,
        method: { en: '', zh: '断开接入点 10 min 后恢复，用抓包时间戳计算，5 台各测 10 次取最大值。' },
        instrument: 'Wireshark + AirPcap',
        clientKey: '8f6f2a0e-6f0f-4f5b-9a53-0c0f7a1b2c3d',
      }),
    )
  const { version } = await standing()
  await stage.as(daniel, day * 3, (ctx) =>
    submitRevision(ctx, {
      revisionId,
      version,
      note: { en: 'First release, for the DVT firmware.', zh: '首次发布，用于 DVT 固件。' },
      partnerOrgId: lanyu,
      signatures: [
        { side: 'brand', role: 'engineer' },
        { side: 'partner', role: 'engineer' },
      ],
    }),
  )
  const contentHash = (await standing()).contentHash ?? ''
  await stage.as(daniel, day * 2.9, (ctx) => signRevision(ctx, { revisionId, role: 'engineer', contentHash }))
  await stage.as(wang, day * 2.5, (ctx) => signRevision(ctx, { revisionId, role: 'engineer', contentHash }))
  const signed = await standing()
  await stage.as(maya, day * 2.2, (ctx) => releaseRevision(ctx, { revisionId, version: signed.version }))
  const [asked] = (await stage.as(wang, day * 2, (ctx) => getRevision(ctx, { revisionId }))).acknowledgements
  if (asked)
    await stage.as(wang, day * 2, (ctx) =>
      acknowledgeRelease(ctx, { acknowledgementId: asked.id, version: asked.version }),
    )
  const draft = (await stage.as(daniel, day * 1.5, (ctx) => startDraft(ctx, { specId }))).revisionId
  await changeDraft(stage, daniel, draft)
  const reconnects = (await read(stage, daniel, draft)).find((requirement) => requirement.critical)
  if (reconnects)
    await stage.as(wang, 20, (ctx) =>
      proposeRedlines(ctx, {
        revisionId: draft,
        requirementId: reconnects.id,
        changes: [{ field: 'max', to: '75' }],
        reason: {
          en: 'Of 50 runs the slowest took 71 s; 60 s would fail on routers that change the channel.',
          zh: '实测 50 次，最慢 71 s；若限 60 s，遇到换信道的路由器会不合格。',
        },
      }),
    )
  await backdate(stage, day, [
    [specRevisions, eq(specRevisions.id, draft)],
    [requirements, eq(requirements.revisionId, draft)],
  ])
}

/** The next draft: a tighter limit, a longer text, and a contract that firmware in the field does not keep. */
async function changeDraft(stage: Stage, daniel: Actors['daniel'], revisionId: string): Promise<void> {
  for (const requirement of await read(stage, daniel, revisionId)) {
    const { id: requirementId, version, code: _code, position: _position, ...before } = requirement
    const content = { ...before, links: [...before.links], attachmentIds: [...before.attachmentIds] }
    const edited = before.critical
      ? { ...content, values: { ...before.values, max: '60' } }
      : before.title.en.startsWith('Readings')
        ? {
            ...content,
            text: {
              ...before.text,
              en: 'The oldest reading is dropped first; alarms are never dropped.',
              zh: '优先丢弃最旧的读数，报警记录不得丢弃。',
            },
          }
        : null
    if (edited)
      await stage.as(daniel, 30, (ctx) => editRequirement(ctx, { revisionId, requirementId, version, content: edited }))
  }
  const stored = await stage.as(daniel, 29, (ctx) => getContract(ctx, { revisionId }))
  if (stored)
    await stage.as(daniel, 29, (ctx) =>
      editContract(ctx, { revisionId, version: stored.version, contract: nextContract(stored.contract), said: [] }),
    )
}

const nextContract = (contract: CloudContract): CloudContract => ({
  ...contract,
  version: '2.0.0',
  transports: contract.transports.map((transport) =>
    transport.kind === 'mqtt' ? { ...transport, keepAliveSeconds: transport.keepAliveSeconds * 2 } : transport,
  ),
  channels: contract.channels.map((channel) => {
    const { payload } = channel
    if (payload.format !== 'jsonSchema') return channel
    const schema =
      channel.id === 'hello'
        ? payload.schema.replace('"hardware"\n  ]', '"hardware",\n    "resetCause"\n  ]')
        : channel.id === 'update'
          ? payload.schema.replace('"minimum": 1024', '"minimum": 1024,\n      "maximum": 4194304')
          : payload.schema
    return { ...channel, payload: { ...payload, schema } }
  }),
})

const read = (stage: Stage, daniel: Actors['daniel'], revisionId: string): Promise<readonly Requirement[]> =>
  stage.as(daniel, 0, async (ctx) => (await listRequirements(ctx, { revisionId })).requirements)

const typed = ({
  section,
  title,
  text,
  values,
  verification,
  critical,
}: (typeof told)[number]): RequirementContentInput => ({
  section,
  kind: values ? 'numeric' : 'statement',
  title: said(title),
  text: said(text ?? nothing),
  condition: said(nothing),
  values: { ...noValues, ...values },
  verification,
  critical: critical ?? false,
  ownerId: null,
  links: [],
  attachmentIds: [],
})
