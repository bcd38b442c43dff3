/** What other domains need of products: the proof of access that every step inside a product begins with. */
export { requireLive, requireProduct, type ProductAccess } from './require-product'
