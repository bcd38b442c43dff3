import type { Subscriptions } from '../subscription'
import { accessSubscriptions } from './access'
import { consignmentSubscriptions } from './consignments'
import { findingSubscriptions } from './finding'
import { bomSubscriptions } from './boms'
import { changeSubscriptions } from './changes'
import { designFileSubscriptions } from './designFiles'
import { firmwareSubscriptions } from './firmware'
import { flashingSubscriptions } from './flashing'
import { gateSubscriptions } from './gates'
import { matchingSubscriptions } from './matching'
import { productSubscriptions } from './products'
import { releaseSubscriptions } from './releases'
import { searchSubscriptions } from './search'
import { specSubscriptions } from './specs'
import { threadSubscriptions } from './threads'

/** Who listens to what: the one list, in the order of delivery. */
export const subscriptions: readonly Subscriptions[] = [
  threadSubscriptions,
  accessSubscriptions,
  findingSubscriptions,
  bomSubscriptions,
  matchingSubscriptions,
  productSubscriptions,
  searchSubscriptions,
  gateSubscriptions,
  designFileSubscriptions,
  releaseSubscriptions,
  firmwareSubscriptions,
  flashingSubscriptions,
  changeSubscriptions,
  specSubscriptions,
  consignmentSubscriptions,
]
