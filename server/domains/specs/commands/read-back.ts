import { and, eq, sql } from 'drizzle-orm'
import { readBacks } from '@/db/schema/specs'
import { translator } from '@/locales/translator'
import { raiseEq } from '@/server/domains/threads/commands/raise-eq'
import { bilingualOf, isBlank, languages, type Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { ReadBackInput } from '../inputs'
import { requirePropose, requireRequirement, requireSpecRevision } from '../queries/access'
import { requirementHash } from '../queries/content-hash'
import { asRequirement } from '../queries/requirements'
import { checkValues } from '../rules/checks'
import { sameFigures, sameLimits } from '../rules/figures'
import { limitsText } from '../rules/figures-text'
import type { Requirement } from '../rules/requirement'
import { tellPair } from './tell-pair'

export type ReadBackResult = Readonly<{
  matches: boolean
  /** The engineering query that a mismatch opened. */
  eq: Readonly<{ threadId: string; code: string }> | null
}>

/**
 * A factory says in its own figures and words what a critical requirement asks for, how it is measured and with what,
 * without being shown the figures. What does not match opens an engineering query that points at the requirement.
 * Errors: specs.readBackNotCritical, specs.readBackNoFigures, specs.readBackNoWords, specs.readBackOld, specs.readBackKeyTaken.
 */
export async function readBack(ctx: MemberCtx, input: ReadBackInput): Promise<ReadBackResult> {
  const { revision, spec, access } = await requireSpecRevision(ctx, input.revisionId)
  requirePropose(access)
  if (access.side === 'brand') throw new DomainError('forbidden', 'specs.partnerReadsBack')
  if (revision.state === 'withdrawn' || revision.state === 'superseded')
    throw new DomainError('conflict', 'specs.readBackOld')
  const requirement = asRequirement(await requireRequirement(ctx, revision, input.requirementId))
  if (!requirement.critical) throw new DomainError('conflict', 'specs.readBackNotCritical')
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${input.clientKey}, 0))`)
  const done = await findDone(ctx, input)
  if (done) return done
  const matches = judge(requirement, input)
  const partnerOrgId = ctx.actor.member.orgId
  const locale = ctx.actor.locale
  const query = matches ? null : await openQuery(ctx, spec.productId, requirement, input)
  await ctx.db.insert(readBacks).values({
    id: newId('readBack'),
    orgId: spec.orgId,
    partnerOrgId,
    productId: spec.productId,
    specId: spec.id,
    revisionId: revision.id,
    requirementId: input.requirementId,
    restated: input.values,
    words: bilingualOf(locale, input.words),
    method: bilingualOf(locale, input.method),
    instrument: input.instrument,
    matches,
    requirementHash: requirementHash(requirement),
    threadId: query?.threadId ?? null,
    clientKey: input.clientKey,
    userId: ctx.actor.userId,
    createdAt: ctx.now(),
  })
  await tellPair(ctx, {
    action: matches ? 'specs.readBack' : 'specs.readBackMismatch',
    type: 'specs.readBack',
    spec,
    partnerOrgId,
    params: { revision: revision.letter ?? revision.number, code: requirement.code, eq: query?.code ?? '' },
    ids: { revisionId: revision.id, requirementId: input.requirementId },
  })
  return { matches, eq: query }
}

/** What this client already restated with the key, if anything. */
async function findDone(
  { db, actor }: MemberCtx,
  { clientKey, revisionId, requirementId }: ReadBackInput,
): Promise<ReadBackResult | null> {
  const [found] = await db
    .select({
      matches: readBacks.matches,
      threadId: readBacks.threadId,
      revisionId: readBacks.revisionId,
      requirementId: readBacks.requirementId,
    })
    .from(readBacks)
    .where(and(eq(readBacks.clientKey, clientKey), eq(readBacks.userId, actor.userId)))
  // The answer about one requirement is none about another.
  if (found && (found.revisionId !== revisionId || found.requirementId !== requirementId))
    throw new DomainError('conflict', 'specs.readBackKeyTaken')
  return found ? { matches: found.matches, eq: found.threadId ? { threadId: found.threadId, code: '' } : null } : null
}

function judge(requirement: Requirement, input: ReadBackInput): boolean {
  if (requirement.kind === 'numeric') {
    if (checkValues(input.values).includes('notANumber')) throw new DomainError('invalid', 'specs.redlineNotANumber')
    if (checkValues(input.values).includes('limitMissing')) throw new DomainError('invalid', 'specs.readBackNoFigures')
    return sameLimits(requirement.values, input.values)
  }
  if (isBlank(input.words)) throw new DomainError('invalid', 'specs.readBackNoWords')
  // A short statement is often its title and nothing more.
  const { title, text } = requirement
  return sameFigures(isBlank(text) ? title : text, input.words) ?? true
}

/** The mismatch as a query of the factory's, in both languages: what was read, and that it asks which one holds. */
async function openQuery(ctx: MemberCtx, productId: string, requirement: Requirement, input: ReadBackInput) {
  const restated =
    requirement.kind === 'numeric'
      ? limitsText(input.values)
      : input.words[ctx.actor.locale] || input.words.zh || input.words.en
  const said = { code: requirement.code, restated }
  const words = await Promise.all(
    languages.map(async (language) => {
      const t = await translator(language)
      return [
        language,
        { title: t('specs:readBackQuery.title', said), body: t('specs:readBackQuery.body', said) },
      ] as const
    }),
  )
  const inBoth = (part: 'title' | 'body') => ({
    ...(Object.fromEntries(words.map(([language, text]) => [language, text[part]])) as Record<Language, string>),
    source: ctx.actor.locale,
  })
  const { threadId, code } = await raiseEq(ctx, {
    productId,
    subject: { kind: 'requirement', id: requirement.id },
    partnerOrgId: null,
    title: inBoth('title'),
    disposition: 'clarify',
    body: inBoth('body'),
    attachmentIds: [],
    mentions: [],
    clientKey: input.clientKey,
  })
  return { threadId, code }
}
