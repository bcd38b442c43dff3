import { verify } from 'node:crypto'
import type { FirmwareKeyAlgorithm } from '../rules/public-key'
import { openKey } from './public-key'

/** A registered key. `publicKey`: SubjectPublicKeyInfo, DER, base64. */
export type RegisteredKey = Readonly<{ algorithm: FirmwareKeyAlgorithm; publicKey: string }>

/** Bytes of r‖s, and of an Ed25519 signature. */
const rawBytes = 64

/**
 * Whether a detached signature over these bytes was made with the private half of a key: Ed25519 (RFC 8032) over the
 * bytes as they are, ECDSA P-256 over their SHA-256, as DER (`openssl dgst -sha256 -sign`) or as r‖s (IEEE P1363).
 */
export function isSignedBy({ algorithm, publicKey }: RegisteredKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = openKey(Buffer.from(publicKey, 'base64'))
  if (algorithm === 'ed25519') return signature.length === rawBytes && verify(null, bytes, key, signature)
  if (verify('sha256', bytes, { key, dsaEncoding: 'der' }, signature)) return true
  return signature.length === rawBytes && verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
}
