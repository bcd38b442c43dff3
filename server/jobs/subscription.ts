import type { AnyCtx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** A published event as a handler gets it. */
export type PublishedEvent = Readonly<{
  id: string
  type: string
  audience: readonly string[]
  actorUserId: string | null
  actorOrgId: string | null
  productId: string | null
  payload: Readonly<Record<string, unknown>>
  at: Date
}>

/** Reacts to one event, in a transaction of its own, at least once: the effect needs a natural key. */
export type EventHandler = (ctx: AnyCtx, event: PublishedEvent, services: Services) => Promise<void>

/** Handlers by event type. */
export type Subscriptions = Readonly<Record<string, EventHandler>>
