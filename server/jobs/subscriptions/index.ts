import type { Subscriptions } from '../subscription'

/** Who listens to what: the one list, in the order of delivery. */
export const subscriptions: readonly Subscriptions[] = []
