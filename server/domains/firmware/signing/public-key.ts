import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { DomainError } from '@/server/kernel/errors'
import { isSecret, type FirmwareKeyAlgorithm } from '../rules/public-key'

/** A public key as it is kept. `spki`: SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7); `fingerprint`: its SHA-256, hex. */
export type PublicKey = Readonly<{ algorithm: FirmwareKeyAlgorithm; spki: Buffer; fingerprint: string }>

/**
 * A public key from PEM (`-----BEGIN PUBLIC KEY-----`) or from the base64 of its DER. Errors: firmware.keySecret for
 * anything that holds a private half, firmware.keyUnreadable, firmware.keyUnsupported for RSA and other curves.
 */
export function readPublicKey(text: string): PublicKey {
  if (isSecret(text)) throw new DomainError('invalid', 'firmware.keySecret')
  const key = publicKeyIn(text)
  const algorithm = algorithmOf(key)
  if (algorithm === null) throw new DomainError('invalid', 'firmware.keyUnsupported')
  const spki = key.export({ type: 'spki', format: 'der' })
  return { algorithm, spki, fingerprint: createHash('sha256').update(spki).digest('hex') }
}

export const openKey = (spki: Buffer): KeyObject => createPublicKey({ key: spki, format: 'der', type: 'spki' })

function publicKeyIn(text: string): KeyObject {
  const der = derOf(text)
  const key = der && attempt(() => openKey(der))
  if (key) return key
  // Without its armour a private key looks like any other bytes.
  const secret =
    der &&
    (['pkcs8', 'sec1', 'pkcs1'] as const).some((type) =>
      attempt(() => createPrivateKey({ key: der, format: 'der', type })),
    )
  throw new DomainError('invalid', secret ? 'firmware.keySecret' : 'firmware.keyUnreadable')
}

function derOf(text: string): Buffer | null {
  const armoured = /-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----/.exec(text)?.[1]
  const base64 = (armoured ?? text).replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : null
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function algorithmOf(key: KeyObject): FirmwareKeyAlgorithm | null {
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519'
  const isP256 = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  return isP256 ? 'ecdsaP256' : null
}
