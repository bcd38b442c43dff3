import { password, type Person, type World } from '../world'
import { z } from 'zod'

/**
 * Who may call what. `owner` is the owner of the brand and the control: an input nobody may use proves nothing. `rival`
 * sees all of the product but is another factory than `partner`; `bare` accepted and was granted nothing.
 */
export const actorNames = ['nobody', 'stranger', 'removed', 'viewer', 'bare', 'partner', 'rival', 'owner'] as const
export type ActorName = (typeof actorNames)[number]
export type Outcome =
  | 'ok'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_REQUEST'
  | 'TOO_MANY_REQUESTS'
export type Outcomes = Readonly<Record<ActorName, Outcome>>

/** Calls another procedure, where an input needs the answer of a query. */
export type Ask = (path: string, input: unknown, as: Person) => Promise<unknown>

export type AccessRow = Readonly<{
  input: (world: World, ask: Ask, actor: ActorName) => unknown
  outcomes: Outcomes
  /** Who gets an answer, because asking is harmless, but changes nothing by it. */
  idle?: readonly ActorName[]
  /** What an answer shows on purpose although it belongs to another side: an invitation names who invites. */
  reveals?: (world: World) => readonly string[]
}>

export const outsiders = { nobody: 'UNAUTHORIZED', removed: 'FORBIDDEN', stranger: 'NOT_FOUND' } as const
export const anyone = both('ok')
export const person = { ...anyone, nobody: 'UNAUTHORIZED' } as const
export const member = { ...person, removed: 'FORBIDDEN' } as const
/** Everyone who works on the product. */
export const party = { ...member, stranger: 'NOT_FOUND' } as const
/** Parties that may see the BOM, asked by product: the partner without the grant knows the product. */
export const bomByProduct = { ...party, bare: 'FORBIDDEN' } as const
/** The same, asked by the id of something in it: it does not exist for who may not see it. */
export const bomById = { ...party, bare: 'NOT_FOUND' } as const
/** The brand's own things, asked by product and refused by role. */
export const brandByProduct = {
  ...outsiders,
  viewer: 'FORBIDDEN',
  bare: 'FORBIDDEN',
  partner: 'FORBIDDEN',
  rival: 'FORBIDDEN',
  owner: 'ok',
} as const
/** The brand's own things, asked by id: they do not exist for partners. */
export const brandById = { ...brandByProduct, bare: 'NOT_FOUND', partner: 'NOT_FOUND', rival: 'NOT_FOUND' } as const
/** Changes of what every party may read. */
export const brandChange = { ...brandByProduct, bare: 'NOT_FOUND' } as const
/** What lies between the brand and one factory. */
export const betweenTwo = { ...party, bare: 'NOT_FOUND', rival: 'NOT_FOUND' } as const
export const betweenTwoChange = { ...betweenTwo, viewer: 'FORBIDDEN' } as const

export function both(outcome: Outcome): Outcomes {
  return {
    nobody: outcome,
    stranger: outcome,
    removed: outcome,
    viewer: outcome,
    bare: outcome,
    partner: outcome,
    rival: outcome,
    owner: outcome,
  }
}

export const invitationShown = z.object({ nda: z.object({ textHash: z.string() }) })
export const nothing = () => undefined
export const product = ({ productId }: World) => ({ productId })
export const body = { en: 'Is C1 placed?', zh: '', source: 'en' }
export const typed = (en: string, zh: string) => ({ en, zh, source: 'en' })
export const why = { en: 'Because.', zh: '' }
/** Everyone who works on a specification, on either side. */
export const proposers = { ...bomById, viewer: 'FORBIDDEN' } as const
/** The brand and the one factory that signs. */
export const signers = { ...proposers, rival: 'NOT_FOUND' } as const
/** Members of the brand asked about its own, by id. */
export const colleague = { ...brandById, viewer: 'FORBIDDEN' } as const
/** Each for their own organisation, by role. */
export const ownOrg = { ...member, viewer: 'FORBIDDEN' } as const
export const signingUp = (email: string) => ({
  email,
  password,
  locale: 'en',
  timeZone: 'America/Denver',
  givenNameEn: 'Sam',
  familyNameEn: 'Okafor',
})

export function allOf(world: World): string[] {
  const { brand, partner, rival, bare, stranger } = world
  return [brand, partner, rival, bare, stranger].flatMap(({ mark, ids }) => [mark, ...ids]).concat(world.secretMark)
}
