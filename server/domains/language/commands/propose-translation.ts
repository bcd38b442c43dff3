import { countAttempt } from '@/server/domains/people/throttling/limits'
import { can } from '@/server/domains/orgs/policy'
import type { MemberActor } from '@/server/kernel/actor'
import { otherLanguage } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { MachineFailure } from '../machine/calling'
import { providerNames, translateWith } from '../machine/machines'
import { cutLine } from '../machine/pieces'
import { counterpartIn, type Term } from '../glossary/term'
import { termsIn } from '../glossary/terms-in'
import type { Propose } from '../inputs'
import { effectiveTerms } from '../queries/glossary'
import { checkParity } from '../rules/parity'

export type Proposal = Readonly<{
  text: string
  /** The service, as people call it. */
  by: string
  /** Of a critical text: whoever takes it has to read it first. */
  critical: boolean
}>
type Steps = Readonly<{ actor: MemberActor; services: Services; now: () => Date }>

/**
 * Asks the configured machine for a translation and returns it; nothing is stored. The words both sides agreed on go
 * along, figures and codes are kept out of its hands, and an answer whose figures differ is thrown away. Waits for a
 * service outside, so no transaction is open meanwhile. Throws `language.machine…`.
 */
export async function proposeTranslation({ actor, services, now }: Steps, input: Propose): Promise<Proposal> {
  const terms = await transact(services.pool, { actor, mode: 'read', now }, (ctx) => effectiveTerms(ctx, input))
  if (!can(actor.member.role, 'threads:write')) throw new DomainError('forbidden', 'language.roleNeeded')
  const { translation } = services.settings
  if (translation === null) throw new DomainError('conflict', 'language.machineOff')
  const wait = await countAttempt(services.pool, 'machineTranslation', actor.userId)
  if (wait > 0) throw new DomainError('tooMany', 'language.machineBusy', { minutes: Math.max(1, Math.ceil(wait / 60)) })

  const [from, to] = [input.language, otherLanguage(input.language)]
  const lines = input.text.trim().split(/\r?\n/)
  const hints = new Map(
    termsIn(input.text, from, terms).map(({ term }) => [counterpartIn(from, term), counterpartIn(to, term)]),
  )
  const ask = (kept: boolean) =>
    translateWith(
      translation,
      {
        lines: lines.map((line) => cut(line, kept)),
        from,
        to,
        hints: [...hints].map(([source, target]) => ({ source, target })),
      },
      services.log,
    )
  const cut = (line: string, kept: boolean) => {
    if (!kept) return line === '' ? [] : [{ kind: 'free' as const, text: line }]
    return cutLine(
      line,
      to,
      termsIn(line, from, terms).filter(({ term }) => binding(term)),
    )
  }
  try {
    // A service that loses the marks may still get the text right without them; the parity check decides.
    const text = (await ask(true)) ?? (await ask(false))
    if (text === null || text.trim() === '') throw new MachineFailure('machineUnusable')
    const [en, zh] = from === 'en' ? [input.text, text] : [text, input.text]
    if (!checkParity(en, zh).ok) throw new DomainError('conflict', 'language.machineFigures')
    return { text: text.trim(), by: providerNames[translation.provider], critical: input.critical }
  } catch (error) {
    if (!(error instanceof MachineFailure)) throw error
    throw new DomainError(error.fault === 'machineQuota' ? 'tooMany' : 'conflict', `language.${error.fault}`)
  }
}

/** Terms whose counterpart is put in place: what somebody agreed on, and compounds. Single common words only advise. */
const binding = (term: Term): boolean => term.origin !== 'base' || term.locked || /\s/.test(term.en.trim())
