/** Bytes of a detached signature file at most; one of 72 bytes is 98 characters of base64. */
export const largestSignatureFile = 2_000

/** The signature in a file, as base64: raw bytes, or what `base64` made of them. */
export function signatureText(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes).replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]{86,96}={0,2}$/.test(text) ? text : btoa(String.fromCharCode(...bytes))
}
