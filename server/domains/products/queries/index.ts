/** What other domains need of products: the proof of access that every step inside one begins with, and whom to tell. */
export { listAudience } from './list-audience'
export { requireLive, requireProduct, type ProductAccess } from './require-product'
