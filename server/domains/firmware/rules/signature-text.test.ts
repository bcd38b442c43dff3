import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signatureText } from './signature-text'

const signature = fc.uint8Array({ minLength: 64, maxLength: 72 })
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

test('is the same of raw bytes and of what base64 made of them, folded or not', () => {
  fc.assert(
    fc.property(signature, (bytes) => {
      const folded = `${base64(bytes).replace(/.{64}/g, '$&\n')}\n`
      for (const file of [bytes, Buffer.from(base64(bytes)), Buffer.from(folded)])
        expect(signatureText(file)).toBe(base64(bytes))
    }),
  )
})
