import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { SpecRevisionRow, SpecRow } from '../queries/access'

export type Draft = Readonly<{ revision: SpecRevisionRow; spec: SpecRow }>

/** Codes as a sentence names them: the first few where there are many. */
export const shownCodes = (codes: readonly string[]): string =>
  codes.length > 5 ? `${codes.slice(0, 4).join(', ')} …` : codes.join(', ')

/** Drafts are the brand's own business: its chain alone records how they grew. */
export function noteDraft(
  ctx: MemberCtx,
  action: string,
  { revision, spec }: Draft,
  params: Readonly<Record<string, unknown>>,
): void {
  recordAudit(ctx, {
    action,
    subjectId: spec.id,
    productId: spec.productId,
    orgs: [spec.orgId],
    params: { number: spec.number, revision: revision.number, ...params },
  })
}
