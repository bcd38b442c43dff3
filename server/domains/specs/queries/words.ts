import { and, eq, isNull, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import {
  cloudContracts,
  readBacks,
  redlines,
  requirements,
  specAcknowledgements,
  specReviews,
  specRevisions,
  specs,
} from '@/db/schema/specs'
import type { BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { TranslateWords } from '../inputs'
import { mayReadReason } from '../policy'
import { wordFields, type WordKind } from '../rules/words'
import { requireIsDraft, requireSpec, requireSpecRevision, type SpecAccess, type SpecRow } from './access'
import { readContract } from './contracts'
import { requireRedline } from './redlines'

/** Words that accompany a specification, with who reads them and the way to write them. */
export type FoundWords = Readonly<{
  spec: SpecRow
  access: SpecAccess
  /** The factory they lie with; null where everyone who sees the specification reads them. */
  partnerOrgId: string | null
  /** What they belong to, as people say it: `R-012`. */
  label: string
  critical: boolean
  body: BilingualText | null
  /** Stores them, unless they are others by now: then false. */
  write: (after: BilingualText) => Promise<boolean>
}>
type Place = Pick<TranslateWords, 'id' | 'field'>

const missing = () => new DomainError('notFound', 'language.textNotFound')
/** The column still holds what was read. */
const unchanged = (column: AnyColumn, body: BilingualText | null): SQL =>
  sql`${column} = ${JSON.stringify(body)}::jsonb`
const oneMore = (version: AnyColumn) => sql`${version} + 1`

/** The words at a place that the acting organisation may see; NOT_FOUND for anything else. */
export const findWords = (ctx: MemberCtx, { kind, id, field }: Place & { kind: WordKind }): Promise<FoundWords> =>
  finders[kind](ctx, { id, field })

const finders: Readonly<Record<WordKind, (ctx: MemberCtx, place: Place) => Promise<FoundWords>>> = {
  spec: findName,
  channel: findPurpose,
  redline: findRedlineReason,
  revision: findRevisionWords,
  acknowledgement: findObjection,
  readBack: findReadBack,
}

/** A specification whose newest revision is a draft, held: name and contract are part of what is signed. */
async function requireOpenSpec(ctx: MemberCtx, specId: string) {
  const { spec } = await requireSpec(ctx, specId)
  const found = await requireSpecRevision(ctx, spec.currentRevisionId ?? '', 'share')
  requireIsDraft(found.revision)
  return found
}

async function findName(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  if (field !== 'name') throw missing()
  const { spec, access } = await requireOpenSpec(ctx, id)
  const write = async (name: BilingualText) => {
    const rows = await ctx.db
      .update(specs)
      .set({ name, version: oneMore(specs.version) })
      .where(and(eq(specs.id, spec.id), eq(specs.orgId, spec.orgId), unchanged(specs.name, spec.name)))
      .returning({ id: specs.id })
    return rows.length > 0
  }
  return { spec, access, partnerOrgId: null, label: spec.number, critical: false, body: spec.name, write }
}

async function findPurpose(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const { spec, access, revision } = await requireOpenSpec(ctx, id)
  const stored = await readContract(ctx, revision.id)
  const channel = stored?.contract.channels.find((each) => each.id === field)
  if (!stored || !channel) throw missing()
  const write = async (purpose: BilingualText) => {
    const { contract } = stored
    const channels = contract.channels.map((each) => (each.id === field ? { ...each, purpose } : each))
    const rows = await ctx.db
      .update(cloudContracts)
      .set({
        body: { ...contract, channels },
        updatedBy: ctx.actor.userId,
        version: oneMore(cloudContracts.version),
      })
      .where(
        and(
          eq(cloudContracts.revisionId, revision.id),
          eq(cloudContracts.orgId, spec.orgId),
          eq(cloudContracts.version, stored.version),
        ),
      )
      .returning({ id: cloudContracts.revisionId })
    return rows.length > 0
  }
  return { spec, access, partnerOrgId: null, label: field, critical: false, body: channel.purpose, write }
}

async function findRedlineReason(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  if (field !== 'reason') throw missing()
  const redline = await requireRedline(ctx, id)
  const { spec, access } = await requireSpec(ctx, redline.specId)
  const write = async (reason: BilingualText) => {
    const rows = await ctx.db
      .update(redlines)
      .set({ reason, version: oneMore(redlines.version) })
      .where(
        and(
          eq(redlines.id, id),
          eq(redlines.orgId, spec.orgId),
          isNull(redlines.settledAt),
          unchanged(redlines.reason, redline.reason),
        ),
      )
      .returning({ id: redlines.id })
    return rows.length > 0
  }
  const { partnerOrgId, code, reason } = redline
  return { spec, access, partnerOrgId, label: code, critical: false, body: reason, write }
}

async function findRevisionWords(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const name = wordFields.revision.find((each) => each === field)
  if (!name) throw missing()
  const { spec, access, revision } = await requireSpecRevision(ctx, id)
  const asked =
    name === 'reason' && !mayReadReason('partner', revision.state, false) ? await askedToSign(ctx, id) : null
  if (name === 'reason' && !mayReadReason(access.side, revision.state, asked === ctx.actor.member.orgId))
    throw missing()
  const column = specRevisions[name]
  const write = async (after: BilingualText) => {
    const rows = await ctx.db
      .update(specRevisions)
      .set({ [name]: after, version: oneMore(specRevisions.version) })
      .where(and(eq(specRevisions.id, id), eq(specRevisions.orgId, spec.orgId), unchanged(column, revision[name])))
      .returning({ id: specRevisions.id })
    return rows.length > 0
  }
  const label = revision.letter ?? revision.number
  return { spec, access, partnerOrgId: asked, label, critical: false, body: revision[name], write }
}

/** The factory that was asked to sign a revision; null where the brand signs alone. */
async function askedToSign({ db }: MemberCtx, revisionId: string): Promise<string | null> {
  const [review] = await db
    .select({ partnerOrgId: specReviews.partnerOrgId })
    .from(specReviews)
    .where(eq(specReviews.revisionId, revisionId))
  return review?.partnerOrgId ?? null
}

async function findObjection(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const { orgId } = ctx.actor.member
  const [row] = await ctx.db
    .select()
    .from(specAcknowledgements)
    .where(
      and(
        eq(specAcknowledgements.id, id),
        sql`${orgId} in (${specAcknowledgements.orgId}, ${specAcknowledgements.partnerOrgId})`,
      ),
    )
  if (!row || field !== 'reason') throw missing()
  const { spec, access, revision } = await requireSpecRevision(ctx, row.revisionId)
  const write = async (reason: BilingualText) => {
    const rows = await ctx.db
      .update(specAcknowledgements)
      .set({ reason, version: oneMore(specAcknowledgements.version) })
      .where(
        and(
          eq(specAcknowledgements.id, id),
          eq(specAcknowledgements.orgId, spec.orgId),
          unchanged(specAcknowledgements.reason, row.reason),
        ),
      )
      .returning({ id: specAcknowledgements.id })
    return rows.length > 0
  }
  const { partnerOrgId, reason } = row
  return { spec, access, partnerOrgId, label: revision.letter ?? revision.number, critical: false, body: reason, write }
}

async function findReadBack(ctx: MemberCtx, { id, field }: Place): Promise<FoundWords> {
  const name = wordFields.readBack.find((each) => each === field)
  const { orgId } = ctx.actor.member
  const [row] = await ctx.db
    .select({ readBack: readBacks, code: requirements.code })
    .from(readBacks)
    .innerJoin(
      requirements,
      and(eq(requirements.revisionId, readBacks.revisionId), eq(requirements.requirementId, readBacks.requirementId)),
    )
    .where(and(eq(readBacks.id, id), sql`${orgId} in (${readBacks.orgId}, ${readBacks.partnerOrgId})`))
  if (!row || !name) throw missing()
  const { readBack, code } = row
  const { spec, access } = await requireSpecRevision(ctx, readBack.revisionId)
  const write = async (after: BilingualText) => {
    const rows = await ctx.db
      .update(readBacks)
      .set({ [name]: after })
      .where(and(eq(readBacks.id, id), eq(readBacks.orgId, spec.orgId), unchanged(readBacks[name], readBack[name])))
      .returning({ id: readBacks.id })
    return rows.length > 0
  }
  // What is read back is critical, and a machine must not answer for the factory.
  return { spec, access, partnerOrgId: readBack.partnerOrgId, label: code, critical: true, body: readBack[name], write }
}
