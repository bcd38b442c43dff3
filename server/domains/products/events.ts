/**
 * What the rest of the product may be told of products. Where a side is not, or no longer, on the product, the event
 * carries no product id on its envelope, because streams hold back events of products a reader is not on.
 */
export const productEvents = [
  'products.created',
  'products.updated',
  'products.phaseChanged',
  'products.archived',
  'products.restored',
  'products.partnerInvited',
  'products.partnerAccepted',
  'products.partnerDeclined',
  'products.partnerRevoked',
  'products.grantsChanged',
] as const
export type ProductEvent = (typeof productEvents)[number]
