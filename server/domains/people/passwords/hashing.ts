import { hash, parseOptions, verify } from '@node-rs/argon2'

/** Argon2id as OWASP's Password Storage Cheat Sheet asks for: 19 MiB, 2 passes, 1 lane (also the library's default). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash of a password nobody has, checked where there is no account so that this takes as long as where there is. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$7gZjPSaPEPohz64HuQAtCA$pLVW/38iZaU9y5L/OWTPJoP0wD3UDcx4AYOg45ONpFU'

/** The same password typed on any keyboard: full-width and composed forms count as one. */
const canonical = (password: string): string => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(canonical(password), cost)

/** Whether the password is right, and whether its hash was made at another cost and should be made again. */
export async function verifyPassword(
  stored: string | null | undefined,
  password: string,
): Promise<{ right: boolean; outdated: boolean }> {
  const matches = await verify(stored ?? nobodysHash, canonical(password))
  return { right: matches && stored !== null && stored !== undefined, outdated: matches && isOutdated(stored) }
}

function isOutdated(stored: string | null | undefined): boolean {
  if (!stored) return false
  const made = parseOptions(stored)
  return (
    !stored.startsWith('$argon2id$') ||
    made.memoryCost !== cost.memoryCost ||
    made.timeCost !== cost.timeCost ||
    made.parallelism !== cost.parallelism
  )
}
