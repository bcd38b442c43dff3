import { specAudience } from '@/server/domains/specs/commands/announce'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { GateEvent } from '../events'
import type { GateRow } from '../queries/access'

type Told = Readonly<{
  type: GateEvent
  gate: Pick<GateRow, 'id' | 'orgId' | 'productId'>
  /** `partner` reaches every factory that may see specifications, an id that one, null the brand alone. */
  with: 'partner' | null | Readonly<{ orgId: string }>
}>

/** Tells those concerned that something about a gate is another way now. Ids travel, nothing else. */
export async function announce(ctx: MemberCtx, { type, gate, with: whom }: Told): Promise<void> {
  const audience =
    whom === 'partner' ? await specAudience(ctx, gate.productId) : [gate.orgId, ...(whom === null ? [] : [whom.orgId])]
  publish(ctx, { type, audience, productId: gate.productId, payload: { gateId: gate.id } })
}

/** Whom a change of a criterion concerns. */
export const concerned = (side: SigningSide): 'partner' | null => (side === 'partner' ? 'partner' : null)

/** Notes a step of a gate in the brand's chain, and in that of the factory it concerns. */
export function record(
  ctx: MemberCtx,
  action: string,
  gate: Pick<GateRow, 'id' | 'orgId' | 'productId' | 'phase'>,
  partnerOrgId: string | null,
  params: Readonly<Record<string, unknown>> = {},
): void {
  recordAudit(ctx, {
    action,
    subjectId: gate.id,
    productId: gate.productId,
    orgs: partnerOrgId === null ? [gate.orgId] : [gate.orgId, partnerOrgId],
    params: { gate: gate.phase.toUpperCase(), ...params },
  })
}
