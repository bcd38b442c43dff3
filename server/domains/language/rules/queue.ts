import { can, type Capability } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'

/** What has texts that wait for their counterpart. A domain that adds an arm to the view adds its kind here. */
export const translatableKinds = [
  'product',
  'bom',
  'post',
  'engineeringQuery',
  'spec',
  'requirement',
  'channel',
  'redline',
  'revision',
  'acknowledgement',
  'readBack',
  'gate',
  'gateItem',
  'gateEvidence',
  'gateWaiver',
  'gateReview',
] as const
export type TranslatableKind = (typeof translatableKinds)[number]

/** `all` = every party with the grant; `pair` = the brand and one partner, or the brand alone. */
export const textAudiences = ['all', 'pair'] as const
export type TextAudience = (typeof textAudiences)[number]

export const waitingStates = ['missing', 'machine', 'stale'] as const
export type WaitingState = (typeof waitingStates)[number]

type Writers = Readonly<{ capability: Capability; sides: readonly PartyRole[] }>
/** Whoever works on the specification writes the other language, on either side; the original stays as it is. */
const bothSides: Writers = { capability: 'specs:propose', sides: ['owner', 'manufacturer'] }

/** The same as each domain's own command decides: names are the brand's, the words of the two sides both sides'. */
const writers: Readonly<Record<TranslatableKind, Writers>> = {
  product: { capability: 'products:write', sides: ['owner'] },
  bom: { capability: 'boms:write', sides: ['owner'] },
  post: { capability: 'threads:write', sides: ['owner', 'manufacturer'] },
  engineeringQuery: { capability: 'threads:write', sides: ['owner', 'manufacturer'] },
  spec: bothSides,
  requirement: bothSides,
  channel: bothSides,
  redline: bothSides,
  revision: bothSides,
  acknowledgement: bothSides,
  readBack: bothSides,
  gate: bothSides,
  gateItem: bothSides,
  gateEvidence: bothSides,
  gateWaiver: bothSides,
  gateReview: bothSides,
}

/** Kinds of text whose counterpart a member may write, on products where their organisation is of that side. */
export const writableKinds = (role: MemberRole, side: PartyRole): TranslatableKind[] =>
  translatableKinds.filter((kind) => can(role, writers[kind].capability) && writers[kind].sides.includes(side))

/** Whether a member of that role can be given texts at all. */
export const writesAnything = (role: MemberRole): boolean =>
  writableKinds(role, 'owner').length > 0 || writableKinds(role, 'manufacturer').length > 0
