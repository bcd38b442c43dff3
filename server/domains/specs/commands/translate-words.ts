import { remember } from '@/server/domains/language/commands/remember'
import { withCounterpart } from '@/server/domains/language/rules/vouch'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { TranslateWords } from '../inputs'
import { requirePropose } from '../queries/access'
import { findWords } from '../queries/words'
import { announce } from './announce'
import { tellPair } from './tell-pair'

/**
 * Writes the other language of words that accompany a specification, or confirms it, by a person of either side: its
 * name, what channels of its contract are for, reasons, notes, read-backs. The original stays its author's. Errors:
 * language.textNotFound, language.textChanged where the text is not the one that was on the screen.
 */
export async function translateWords(ctx: MemberCtx, input: TranslateWords): Promise<void> {
  const { spec, access, partnerOrgId, label, critical, body, write } = await findWords(ctx, input)
  requirePropose(access)
  if (body === null || body[body.source] === '') throw new DomainError('conflict', 'specs.nothingToTranslate')
  if (body.en !== input.seen.en || body.zh !== input.seen.zh) throw new DomainError('conflict', 'language.textChanged')
  if (input.text === '') throw new DomainError('invalid', 'specs.translationEmpty')
  const after = withCounterpart(body, input, { userId: ctx.actor.userId, at: ctx.now() }, critical)
  // Past row-level security for this one row: whoever translates writes a counterpart and nothing else of it.
  if (!(await asSystem(ctx, () => write(after)))) throw new DomainError('conflict', 'language.textChanged')
  await remember(ctx, after)
  const action = after.state === 'verified' ? 'specs.verifyWords' : 'specs.translateWords'
  const params = { code: label, kind: input.kind, field: input.field, after }
  if (partnerOrgId !== null) {
    await tellPair(ctx, { action, type: 'specs.changed', spec, partnerOrgId, params })
    return
  }
  recordAudit(ctx, {
    action,
    subjectId: spec.id,
    productId: spec.productId,
    orgs: [...new Set([spec.orgId, ctx.actor.member.orgId])],
    params: { number: spec.number, ...params },
  })
  await announce(ctx, { type: 'specs.changed', spec })
}
