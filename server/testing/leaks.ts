import { hashToken } from '@/server/auth/actor'
import type { ActorName } from './access/outcomes'
import { pricePattern, type Side, type World } from './world'

const secretsOf = (side: Side): string[] => [side.mark, ...side.ids]
/** Hashes and one-time links, which no answer may hold, whoever asks. */
const neverShown = (world: World): string[] => {
  const { brand, partner, rival, bare, stranger } = world
  const sides = [brand, partner, rival, bare, stranger]
  const people = [...sides.map(({ owner }) => owner), brand.engineer, brand.viewer, brand.removed]
  const invitations = sides.map(({ invitationToken }) => invitationToken)
  return [
    world.secretMark,
    ...[...people.map(({ token }) => token), ...invitations, world.openParty.token, world.releases.linkToken].map(
      hashToken,
    ),
  ]
}

/** Everything of the world that this reader may not know of. */
function secretsFrom(name: ActorName, world: World): string[] {
  const { brand, partner, rival, bare, stranger } = world
  const { removed } = brand
  const within = [world.internalMark, world.secretProductId, world.openParty.id, world.internalThreadId, world.importId]
  const gone = name === 'removed' ? [] : [removed.id, removed.email]
  const factories = { partner, rival, bare }
  if (name === 'owner' || name === 'viewer') return secretsOf(stranger)
  if (name === 'partner' || name === 'rival' || name === 'bare') {
    const others = Object.entries(factories).filter(([other]) => other !== name)
    return [...within, ...gone, ...secretsOf(stranger), ...others.flatMap(([, side]) => secretsOf(side))]
  }
  const all = [...within, ...gone, world.productId, ...[brand, partner, rival, bare].flatMap(secretsOf)]
  return name === 'stranger' ? all : [...all, ...secretsOf(stranger)]
}

const pricesHiddenFrom: readonly ActorName[] = ['nobody', 'stranger', 'removed', 'viewer', 'bare', 'partner']

/** What an answer or a refusal, as JSON, holds that its reader may not know; `revealed` is shown on purpose. */
export function forbiddenIn(answer: string, name: ActorName, world: World, revealed: readonly string[]): string[] {
  const secrets = [...secretsFrom(name, world), ...neverShown(world)]
  const found = secrets.filter((secret) => !revealed.includes(secret) && answer.includes(secret))
  const price = pricesHiddenFrom.includes(name) ? (pricePattern.exec(answer)?.[0] ?? null) : null
  return price === null ? found : [...found, price]
}
