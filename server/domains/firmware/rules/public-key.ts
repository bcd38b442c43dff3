/** Kinds of keys that firmware is signed with. */
export const firmwareKeyAlgorithms = ['ed25519', 'ecdsaP256'] as const
export type FirmwareKeyAlgorithm = (typeof firmwareKeyAlgorithms)[number]

/** Characters of a public key as it is pasted. */
export const longestKey = 4_000
/** Keys of one organisation. */
export const mostKeys = 50

/** Anything that is, or may hold, the secret half. It is refused before anything looks inside. */
export const isSecret = (text: string): boolean => /PRIVATE\s+KEY/i.test(text)
