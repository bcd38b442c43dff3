import { z } from 'zod'
import { noValues, sections } from '@/server/domains/specs/rules/requirement'
import { race, type Figures } from './rounds'
import type { Stage } from './stage'

export type SpecOfSize = Readonly<{ size: number; specId: string; revisionId: string }>
/** With a draft after the one it was laid out in, in which every requirement is verified otherwise. */
export type RevisedSpec = SpecOfSize & Readonly<{ nextId: string }>

const created = z.object({ specId: z.string(), revisionId: z.string() })
const versioned = z.object({ version: z.number() })
const listed = z.object({ requirements: z.array(z.object({ id: z.string() })) })
const draft = z.object({ revisionId: z.string() })
const batch = 400

/** A specification of so many requirements with texts in both languages, written as the portal does. */
export async function layOutSpec({ client, productId }: Stage, size: number): Promise<SpecOfSize> {
  const { specId, revisionId } = created.parse(
    await client.mutate('specs.createSpec', {
      productId,
      name: { en: 'Specification of size', zh: '大型规格书' },
      governingLanguage: 'en',
      from: { kind: 'blank' },
    }),
  )
  const requirement = (index: number) => ({
    section: sections[index % sections.length],
    kind: 'numeric',
    title: { en: `Limit number ${index + 1}`, zh: `第 ${index + 1} 项限值`, source: 'en' },
    text: {
      en: `The unit shall stay below the limit of line ${index + 1} in every build, measured at the connector.`,
      zh: `各批次产品均应低于第 ${index + 1} 行限值，在连接器处测量。`,
      source: 'en',
    },
    condition: { en: 'At 23 ±5 °C', zh: '23 ±5 °C 条件下', source: 'en' },
    values: { ...noValues, typ: String(index), max: String(index + 5), unit: 'mV' },
    verification: 'test',
    critical: index % 20 === 0,
    ownerId: null,
    links: [],
    attachmentIds: [],
  })
  for (let at = 0; at < size; at += batch) {
    const requirements = Array.from({ length: Math.min(batch, size - at) }, (_, index) => requirement(at + index))
    await client.mutate('specs.addRequirements', { revisionId, requirements })
  }
  return { size, specId, revisionId }
}

/** Takes the revision back from review and changes every requirement in the draft that follows. */
export async function reviseSpec({ client }: Stage, spec: SpecOfSize): Promise<RevisedSpec> {
  const { revisionId } = spec
  const versionNow = async () => versioned.parse(await client.query('specs.getRevision', { revisionId })).version
  await client.mutate('specs.submitRevision', {
    revisionId,
    version: await versionNow(),
    note: { en: '', zh: '' },
    partnerOrgId: null,
    signatures: [{ side: 'brand', role: 'engineer' }],
  })
  const reason = { en: 'Another method', zh: '' }
  const withdrawn = await client.mutate('specs.withdrawRevision', { revisionId, version: await versionNow(), reason })
  const { revisionId: nextId } = draft.parse(withdrawn)
  const { requirements } = listed.parse(await client.query('specs.listRequirements', { revisionId: nextId }))
  const requirementIds = requirements.map(({ id }) => id)
  await client.mutate('specs.bulkEdit', { revisionId: nextId, requirementIds, change: { verification: 'analysis' } })
  return { ...spec, nextId }
}

/** Comparing both revisions of a specification, in which every requirement differs. */
export async function measureDiff(
  { client, sql }: Stage,
  { revisionId: before, nextId: after }: RevisedSpec,
  rounds: number,
): Promise<Record<'ours' | 'plain', Figures>> {
  const text = 'select * from requirements where revision_id = any($1) order by revision_id, position'
  return race(
    {
      ours: async () => void (await client.ask(client.queryPath('specs.diffRevisions', { before, after }))),
      plain: async () => void JSON.stringify((await sql.query(text, [[before, after]])).rows),
    },
    { rounds },
  )
}

/** Opening a specification: its page, all its requirements at once, and the checks over them. */
export async function measureSpec(
  { client, sql, productId }: Stage,
  { specId, revisionId }: SpecOfSize,
  rounds: number,
): Promise<Record<'page' | 'list' | 'checks', Record<'ours' | 'plain', Figures>>> {
  const plain = async (text: string, values: unknown[]) => void JSON.stringify((await sql.query(text, values)).rows)
  const all = () => plain('select * from requirements where revision_id = $1 order by position', [revisionId])
  const ask = (path: string) => async () => void (await client.ask(client.queryPath(path, { revisionId })))
  const [page, list, checks] = [
    await race(
      {
        ours: async () => void (await client.ask(`/products/${productId}/specs/${specId}`)),
        plain: () =>
          plain('select * from specs join spec_revisions r on r.spec_id = specs.id where specs.id = $1', [specId]),
      },
      { rounds },
    ),
    await race({ ours: ask('specs.listRequirements'), plain: all }, { rounds }),
    await race({ ours: ask('specs.checkRevision'), plain: all }, { rounds }),
  ]
  return { page, list, checks }
}
