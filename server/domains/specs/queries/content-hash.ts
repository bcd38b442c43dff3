import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { cloudContracts } from '@/db/schema/specs'
import type { BilingualText } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { canonicalJson } from '@/server/kernel/canonical-json'
import type { Requirement } from '../rules/requirement'
import type { SpecRevisionRow, SpecRow } from './access'
import { readRequirements } from './requirements'

/** Both texts and which one binds. Who confirmed a translation is not what a document says. */
const words = ({ en, zh, source }: BilingualText) => ({ en, zh, source })

/** What a requirement says, as it is hashed. Its place is given by the list it stands in. */
const said = ({ code, section, kind, title, text, condition, ...rest }: Requirement) => ({
  code,
  section,
  kind,
  title: words(title),
  text: words(text),
  condition: words(condition),
  values: rest.values,
  verification: rest.verification,
  critical: rest.critical,
  links: rest.links.map(({ kind: linked, id }) => ({ kind: linked, id })),
  attachments: rest.attachmentIds,
})

/** What is signed beyond what is built to: who answers for it, and what its links were called. */
const signed = (requirement: Requirement, ownerKey: string | null) => ({
  ...said(requirement),
  owner: ownerKey === null ? requirement.ownerId : sha256([ownerKey, requirement.code, requirement.ownerId]),
  labels: requirement.links.map(({ label }) => label),
})

type HashedRevision = Pick<SpecRevisionRow, 'id' | 'ownerKey'>

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

/** sha256 of one requirement's content, hex: what a read-back answers to; another owner asks for no other. */
export const requirementHash = (requirement: Requirement): string => sha256(said(requirement))

/**
 * sha256 of everything a revision says, hex: document, governing language, requirements in order, cloud contract. What
 * signatures bind to; the revision's own number is not part of it, so that a release has the hash that was signed.
 */
export const contentHashOf = async (ctx: MemberCtx, spec: SpecRow, revision: HashedRevision): Promise<string> =>
  createHash('sha256')
    .update(await contentTextOf(ctx, spec, revision))
    .digest('hex')

/**
 * The text that hash is over, for whoever reckons it again with other tools. `spec`: its head as it stood under review. Who
 * answers for a requirement is in it under `ownerKey`, somebody or nobody alike: every factory that signs has the whole
 * text, and must not find the people of another there.
 */
export async function contentTextOf(
  ctx: MemberCtx,
  spec: Pick<SpecRow, 'number' | 'name' | 'governingLanguage'>,
  { id: revisionId, ownerKey }: HashedRevision,
): Promise<string> {
  const [contract] = await ctx.db
    .select({ contractVersion: cloudContracts.contractVersion, body: cloudContracts.body })
    .from(cloudContracts)
    .where(eq(cloudContracts.revisionId, revisionId))
  const requirements = await readRequirements(ctx, revisionId)
  return canonicalJson({
    number: spec.number,
    name: words(spec.name),
    governingLanguage: spec.governingLanguage,
    requirements: requirements.map((requirement) => signed(requirement, ownerKey)),
    contract: contract ?? null,
  })
}
