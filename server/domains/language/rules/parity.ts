/** The engine that reads two texts against each other; the rest of the product reaches it through here. */
export { checkParity } from '../parity/check-parity'
export type { Finding, ParityReport } from '../parity/report'
