import { remember } from '@/server/domains/language/commands/remember'
import { withCounterpart } from '@/server/domains/language/rules/vouch'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { TranslateWords } from '../inputs'
import { requireGive } from '../queries/access'
import { findWords } from '../queries/words'
import { announce, record } from './announce'

/**
 * Writes the other language of words of a gate, or confirms it, by a person of either side: criteria while they may be
 * written, evidence, waivers, reasons, notes. The original stays its author's. Errors: language.textNotFound,
 * language.textChanged where the text is not the one that was on the screen.
 */
export async function translateWords(ctx: MemberCtx, input: TranslateWords): Promise<void> {
  const { gate, access, readers, label, body, write } = await findWords(ctx, input)
  requireGive(access)
  if (body === null || body[body.source] === '') throw new DomainError('conflict', 'gates.nothingToTranslate')
  if (body.en !== input.seen.en || body.zh !== input.seen.zh) throw new DomainError('conflict', 'language.textChanged')
  if (input.text === '') throw new DomainError('invalid', 'language.textEmpty')
  const after = withCounterpart(body, input, { userId: ctx.actor.userId, at: ctx.now() })
  // Past row-level security for this one row: whoever translates writes a counterpart and nothing else of it.
  if (!(await asSystem(ctx, () => write(after)))) throw new DomainError('conflict', 'language.textChanged')
  await remember(ctx, after)
  const own = access.side === 'partner' ? ctx.actor.member.orgId : null
  record(
    ctx,
    after.state === 'verified' ? 'gates.verifyWords' : 'gates.translateWords',
    gate,
    readers !== null && readers !== 'partner' ? readers.orgId : own,
    { code: label, field: input.field, after },
  )
  await announce(ctx, { type: 'gates.changed', gate, with: readers })
}
