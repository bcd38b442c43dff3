import { publish } from '@/server/platform/journal'
import type { AnyCtx } from '@/server/platform/context'
import type { OrgEvents } from '../events'

/** Tells the organisation's own screens. */
export const announce = <T extends keyof OrgEvents>(ctx: AnyCtx, type: T, payload: OrgEvents[T]): void =>
  publish(ctx, { type, audience: [payload.orgId], payload })
