/** An address as engineers write it: `0x08004000`. */
export const hexAddress = (address: number): string => `0x${address.toString(16).toUpperCase().padStart(8, '0')}`

/** An address as it is typed, with or without `0x`; null where it is none of 32 bits. */
export function parseAddress(text: string): number | null {
  const digits = /^(?:0x)?([0-9a-f]{1,8})$/i.exec(text.trim())?.[1]
  return digits === undefined ? null : Number.parseInt(digits, 16)
}

/** Text in which people list letters, codes or chips: `A, B`. */
export const wordsIn = (text: string): string[] => [...new Set(text.split(/[\s,;，、；]+/).filter(Boolean))]
