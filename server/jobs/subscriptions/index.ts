import type { Subscriptions } from '../subscription'
import { accessSubscriptions } from './access'
import { findingSubscriptions } from './finding'
import { gateSubscriptions } from './gates'
import { matchingSubscriptions } from './matching'
import { productSubscriptions } from './products'
import { searchSubscriptions } from './search'
import { specSubscriptions } from './specs'
import { threadSubscriptions } from './threads'

/** Who listens to what: the one list, in the order of delivery. */
export const subscriptions: readonly Subscriptions[] = [
  threadSubscriptions,
  accessSubscriptions,
  findingSubscriptions,
  matchingSubscriptions,
  productSubscriptions,
  searchSubscriptions,
  gateSubscriptions,
  specSubscriptions,
]
