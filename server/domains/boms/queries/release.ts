import { eq, inArray } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { revisionLifecycle } from '../lifecycle'
import { releaseChecks, type Finding, type ReleaseCheck } from '../rules/release-checks'
import { requireRevision } from './access'
import { findingsOf } from './check-release'
import { otherReleasers } from './other-releasers'

/** Findings shown of one check: who has more, begins with these. */
const mostShown = 100

/**
 * Where a revision stands on its way into force: what is held against it, who did what, and what the reader may do now.
 * For members of the brand. Errors: products.ownerNeeded.
 */
export async function getRelease(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { revision, access } = await requireRevision(ctx, revisionId)
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  const [bom] = await ctx.db
    .select({ current: boms.currentRevisionId, released: boms.releasedRevisionId, letter: boms.releasedLetter })
    .from(boms)
    .where(eq(boms.id, revision.bomId))
  const open = revision.state === 'draft' || revision.state === 'inReview'
  const findings = open ? await findingsOf(ctx, revision) : []
  const newest = bom?.current === revision.id
  const throughChange = bom?.released !== null || revision.changeId !== null
  const others = revision.submittedBy === ctx.actor.userId ? await otherReleasers(ctx) : []
  const may = (command: 'submit' | 'sendBack' | 'release' | 'withdraw', allowed: boolean) =>
    newest && allowed && revisionLifecycle.allows(revision.state, command)
  return {
    revisionId,
    bomId: revision.bomId,
    state: revision.state,
    number: revision.number,
    letter: revision.letter,
    version: revision.version,
    contentHash: revision.contentHash,
    reason: revision.reason,
    changeId: revision.changeId,
    inForce: bom?.released ? { revisionId: bom.released, letter: bom.letter ?? '' } : null,
    submitted: await who(ctx, revision.submittedBy, revision.submittedAt),
    released: await who(ctx, revision.releasedBy, revision.releasedAt),
    blocking: findings.filter((finding) => finding.blocking).length,
    checks: releaseChecks.flatMap((check) => group(check, findings)),
    /** Only an engineering change puts this revision in force. */
    throughChange: open && throughChange,
    /** The reader submitted it, so one of these colleagues releases it. */
    waitsFor: revision.state === 'inReview' ? others : [],
    may: {
      edit: newest && access.write && revision.state === 'draft',
      waive: newest && access.release && revision.state === 'draft',
      submit: may('submit', access.write && !throughChange),
      sendBack: may('sendBack', access.release && revision.changeId === null),
      release: may('release', access.release && !throughChange && others.length === 0),
      withdraw: may('withdraw', access.write && revision.changeId === null),
      start: newest && access.write && !open,
    },
  }
}
export type Release = Awaited<ReturnType<typeof getRelease>>

function group(check: ReleaseCheck, findings: readonly Finding[]) {
  const found = findings.filter((finding) => finding.check === check)
  if (found.length === 0) return []
  // What is still open comes first.
  const sorted = found.toSorted((a, b) => Number(a.waiver !== null) - Number(b.waiver !== null))
  return [
    {
      check,
      count: found.length,
      blocking: found.filter((finding) => finding.blocking).length,
      waived: found.filter(({ waiver }) => waiver !== null).length,
      findings: sorted.slice(0, mostShown),
    },
  ]
}

async function who({ db }: MemberCtx, userId: string | null, at: Date | null) {
  if (userId === null || at === null) return null
  const [person] = await db
    .select({ displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(users)
    .where(inArray(users.id, [userId]))
  return { at, displayNameEn: person?.displayNameEn ?? '', displayNameZh: person?.displayNameZh ?? '' }
}
