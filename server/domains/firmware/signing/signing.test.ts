import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DomainError } from '@/server/kernel/errors'
import { readPublicKey } from './public-key'
import { isSignedBy, type RegisteredKey } from './verify'

// Made with OpenSSL 3: `pkeyutl -sign -rawin` and `dgst -sha256 -sign` over these bytes.
const image = Buffer.from('firmware image')
const ed25519 = {
  pem: `-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAlegBlS8YkC0BlCr8c8h2Ndb5OomnqaMippxlZxOkbQk=
-----END PUBLIC KEY-----
`,
  signature: 'XMYE3Is5tPBi/TzmvQLNJS9QaVGJzr3qjekio+k81+RdG6wGpHjnYTPIgrpxvRo98T7fEpcaEunyeGMYVpvJAg==',
}
const p256 = {
  pem: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEllpV2RRa7LvpmZtEHD8IipfFOINa
M0W3wOfyvBrQ8Rfma+T+wK6Q63GlGer6sbkrtDAUoT+nkS54iUjFr/Xmpw==
-----END PUBLIC KEY-----`,
  signature: 'MEQCIDYSLUHgrYk6fBz+6EAzKj4kfuS/iDJOoLyv+JltYSAKAiBzE8W6RlhrOiwBVwzmKbiqJF8lgmlz1CZYPrGoyJZtFw==',
}
const registered = (pem: string): RegisteredKey => {
  const { algorithm, spki } = readPublicKey(pem)
  return { algorithm, publicKey: spki.toString('base64') }
}
const refusalOf = (text: string): string => {
  try {
    return readPublicKey(text).algorithm
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error)
  }
}

describe('a public key', () => {
  test('is read from PEM and from the base64 of its DER, and known by the SHA-256 of that', () => {
    const fromPem = readPublicKey(ed25519.pem)
    const fromDer = readPublicKey('MCowBQYDK2VwAyEAlegBlS8YkC0BlCr8c8h2Ndb5OomnqaMippxlZxOkbQk=')
    expect(fromDer).toEqual(fromPem)
    expect(fromPem).toMatchObject({ algorithm: 'ed25519', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(readPublicKey(`\n${p256.pem}\n`).algorithm).toBe('ecdsaP256')
  })

  test('is refused where it is the secret half, armoured or not', () => {
    for (const { privateKey } of [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' })]) {
      expect(refusalOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toBe('firmware.keySecret')
      expect(refusalOf(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'))).toBe(
        'firmware.keySecret',
      )
    }
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(refusalOf(privateKey.export({ type: 'sec1', format: 'der' }).toString('base64'))).toBe('firmware.keySecret')
    expect(refusalOf(`${ed25519.pem}-----BEGIN OPENSSH PRIVATE KEY-----`)).toBe('firmware.keySecret')
  })

  test.each([
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey],
    ['another curve', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey],
    ['Bitcoin’s curve', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey],
    ['a key that agrees and does not sign', generateKeyPairSync('x25519').publicKey],
  ])('is refused as %s', (_, key) => {
    expect(refusalOf(key.export({ type: 'spki', format: 'pem' }).toString())).toBe('firmware.keyUnsupported')
  })

  test.each(['', 'hello', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5', '-----BEGIN CERTIFICATE-----', 'AAAA'])(
    'is not %j',
    (text) => expect(refusalOf(text)).toBe('firmware.keyUnreadable'),
  )
})

describe('a detached signature', () => {
  test('of OpenSSL is verified, over these bytes and no others', () => {
    for (const { pem, signature } of [ed25519, p256]) {
      const bytes = Buffer.from(signature, 'base64')
      expect(isSignedBy(registered(pem), image, bytes)).toBe(true)
      expect(isSignedBy(registered(pem), Buffer.from('firmware imagf'), bytes)).toBe(false)
      expect(isSignedBy(registered(pem), image, bytes.subarray(1))).toBe(false)
    }
    expect(isSignedBy(registered(p256.pem), image, Buffer.from(ed25519.signature, 'base64'))).toBe(false)
    expect(isSignedBy(registered(ed25519.pem), image, Buffer.from(p256.signature, 'base64'))).toBe(false)
  })

  test('of P-256 may be written as r and s', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const raw = sign('sha256', image, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    expect(raw).toHaveLength(64)
    expect(isSignedBy(registered(publicKey.export({ type: 'spki', format: 'pem' }).toString()), image, raw)).toBe(true)
  })
})
