import type { Language } from '@/server/kernel/bilingual'

/** Development phases, in order. MP = mass production. */
export const phases = ['concept', 'evt', 'dvt', 'pvt', 'mp'] as const
export type Phase = (typeof phases)[number]

/** How a phase follows another: the next one is `forward`; going back or jumping ahead is allowed with a reason. */
export type PhaseStep = 'same' | 'forward' | 'back' | 'skip'
export function phaseStep(from: Phase, to: Phase): PhaseStep {
  const distance = phases.indexOf(to) - phases.indexOf(from)
  if (distance === 0) return 'same'
  if (distance === 1) return 'forward'
  return distance < 0 ? 'back' : 'skip'
}
export const phaseNeedsReason = (from: Phase, to: Phase): boolean => ['back', 'skip'].includes(phaseStep(from, to))

/** What a partner may be shown. `boms` without `prices` hides every price column. */
export const grants = ['specs', 'boms', 'prices', 'files', 'firmware'] as const
export type Grant = (typeof grants)[number]

/** IoT verticals and their sub-verticals; the labels live in `locales/<language>/products.json`. */
export const verticals = {
  wearable: ['watch', 'band', 'hearable', 'ring', 'medical', 'pet'],
  car: ['infotainment', 'telematics', 'charging', 'sensor', 'lighting'],
  home: ['sensor', 'security', 'lighting', 'climate', 'appliance', 'energy'],
  city: ['metering', 'parking', 'streetlight', 'environment', 'tracking'],
  industrial: ['gateway', 'sensor', 'controller', 'monitoring', 'robotics'],
} as const satisfies Record<string, readonly string[]>
export type Vertical = keyof typeof verticals
export const verticalNames = ['wearable', 'car', 'home', 'city', 'industrial'] as const satisfies readonly Vertical[]
export type SubVertical = (typeof verticals)[Vertical][number]

export const isVertical = (text: string): text is Vertical => Object.hasOwn(verticals, text)
export const isSubVertical = (vertical: Vertical, text: string): boolean =>
  verticals[vertical].some((subVertical) => subVertical === text)

/** Prices make no sense without the BOM they stand in. */
export function closeGrants(chosen: readonly Grant[]): Grant[] {
  const wanted = new Set(chosen)
  if (wanted.has('prices')) wanted.add('boms')
  return grants.filter((grant) => wanted.has(grant))
}

/** A product code as people say it aloud: upper case, no spaces around, dashes inside. */
export const tidyCode = (typed: string): string => typed.normalize('NFKC').trim().replace(/\s+/g, '-').toUpperCase()
/** Two to twenty letters, digits, dots and dashes, as it must fit a label and a file name. */
export const codePattern = /^[A-Z0-9][A-Z0-9.-]{0,18}[A-Z0-9]$/

export const invitationDays = 14
export const invitationExpiry = (now: Date): Date => new Date(now.getTime() + invitationDays * 86_400_000)

/** What an invitation is worth now. Expiry is a fact of the clock, so it is never stored. */
export const invitationStandings = ['open', 'expired', 'accepted', 'declined', 'revoked'] as const
export type InvitationStanding = (typeof invitationStandings)[number]
export function invitationStanding(
  party: Readonly<{ state: 'invited' | 'active' | 'declined' | 'revoked'; expires: Date | null }>,
  now: Date,
): InvitationStanding {
  if (party.state === 'active') return 'accepted'
  if (party.state !== 'invited') return party.state
  return party.expires !== null && party.expires <= now ? 'expired' : 'open'
}

/** `li.wei@factory.cn` as `li…@factory.cn`: recognisable to its owner, of no use to others. */
export const maskEmail = (email: string): string => email.replace(/^([^@]{1,2})[^@]*/u, '$1…')

/** Names as a reader of `language` knows them, or the other language's where theirs is missing. */
export const legalNameIn = (language: Language, org: Readonly<{ legalNameEn: string; legalNameZh: string }>): string =>
  language === 'zh' ? org.legalNameZh || org.legalNameEn : org.legalNameEn || org.legalNameZh
export const personNameIn = (
  language: Language,
  person: Readonly<{ displayNameEn: string; displayNameZh: string }>,
): string =>
  language === 'zh' ? person.displayNameZh || person.displayNameEn : person.displayNameEn || person.displayNameZh
