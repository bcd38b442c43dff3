import { asc, eq } from 'drizzle-orm'
import { supplierParts } from '@/db/schema/parts'
import { countAttempt } from '@/server/domains/people/throttling/limits'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import type { FindFacts } from '../inputs'
import { configuredProviders } from '../providers/configured'
import { ProviderFailure, type PartFacts, type PartsProvider, type ProviderFault } from '../providers/provider'
import { proposeFacts, type FactsProposal } from '../rules/propose-facts'
import { requireManufacturerPart, requireWrite } from '../queries/access'
import { manufacturerPartKey } from '../rules/part-keys'

type Steps = Readonly<{ actor: MemberActor; services: Services; now: () => Date }>
type Answer = Readonly<{ provider: string; proposals: readonly FactsProposal[]; fault: ProviderFault | null }>

/**
 * Asks every source that is set up for what it knows of a maker's part, and returns cell by cell what would change; nothing
 * is stored. One source that fails keeps no other from answering. Waits for services outside, so no transaction is open
 * meanwhile. Throws parts.providersOff where none is set up.
 */
export async function findFacts(
  { actor, services, now }: Steps,
  { manufacturerPartId }: FindFacts,
): Promise<{ version: number; answers: readonly Answer[] }> {
  const { source, offers } = await transact(services.pool, { actor, mode: 'write', now }, async (ctx) => {
    const { source: found, part } = await requireManufacturerPart(ctx, manufacturerPartId)
    requireWrite(ctx)
    const rows = await ctx.db
      .select()
      .from(supplierParts)
      .where(eq(supplierParts.partId, part.id))
      .orderBy(asc(supplierParts.key))
    return { source: found, offers: rows }
  })
  const providers = configuredProviders(services.settings.parts, now)
  if (providers.length === 0) throw new DomainError('conflict', 'parts.providersOff')
  const wait = await countAttempt(services.pool, 'partsData', actor.userId)
  if (wait > 0) throw new DomainError('tooMany', 'parts.providersBusy', { minutes: Math.max(1, Math.ceil(wait / 60)) })
  const answers = await Promise.all(
    providers.map(async (provider): Promise<Answer> => {
      const { facts, fault } = await ask(provider, source.mpn, source.manufacturer)
      const meant = facts.filter((each) => isMeant(each, source)).slice(0, 5)
      return { provider: provider.name, fault, proposals: meant.map((each) => proposeFacts(source, offers, each)) }
    }),
  )
  return { version: source.version, answers }
}

async function ask(
  provider: PartsProvider,
  mpn: string,
  manufacturer: string,
): Promise<{ facts: readonly PartFacts[]; fault: ProviderFault | null }> {
  try {
    return { facts: await provider.find(mpn, manufacturer), fault: null }
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    return { facts: [], fault: error.fault }
  }
}

/** The same number, and the same maker where both name one: `0402` of somebody else is another part. */
function isMeant(facts: PartFacts, source: Readonly<{ mpn: string; manufacturer: string }>): boolean {
  const [own, theirs] = [source, facts].map(({ mpn, manufacturer }) =>
    manufacturerPartKey(mpn, manufacturer).split('|'),
  )
  const [mpn, maker] = own ?? []
  const [otherMpn, otherMaker] = theirs ?? []
  return mpn === otherMpn && (maker === '' || otherMaker === '' || maker === otherMaker)
}
