/** Where facts about parts are asked for. Each is off where the environment does not name it. */
export type PartsSettings = Readonly<{
  /** A CSV, workbook or JSON file that is read instead of asking anybody. */
  file: string | null
  lcsc: Readonly<{ url: string; key: string; secret: string }> | null
  mouser: Readonly<{ url: string; key: string }> | null
  digiKey: Readonly<{ url: string; clientId: string; clientSecret: string }> | null
}>

type Given = Readonly<
  Partial<
    Record<
      | 'PARTS_FILE'
      | 'LCSC_URL'
      | 'LCSC_KEY'
      | 'LCSC_SECRET'
      | 'MOUSER_URL'
      | 'MOUSER_KEY'
      | 'DIGIKEY_URL'
      | 'DIGIKEY_CLIENT_ID'
      | 'DIGIKEY_CLIENT_SECRET',
      string | undefined
    >
  >
>

/** Settings of the sources of parts data; a source with half of its keys stays off and is refused elsewhere. */
export function partsSettings(given: Given, resolved: (path: string) => string): PartsSettings {
  const { LCSC_KEY, LCSC_SECRET, MOUSER_KEY, DIGIKEY_CLIENT_ID, DIGIKEY_CLIENT_SECRET } = given
  return {
    file: given.PARTS_FILE === undefined ? null : resolved(given.PARTS_FILE),
    lcsc:
      LCSC_KEY && LCSC_SECRET
        ? { url: given.LCSC_URL ?? 'https://ips.lcsc.com', key: LCSC_KEY, secret: LCSC_SECRET }
        : null,
    mouser: MOUSER_KEY ? { url: given.MOUSER_URL ?? 'https://api.mouser.com', key: MOUSER_KEY } : null,
    digiKey:
      DIGIKEY_CLIENT_ID && DIGIKEY_CLIENT_SECRET
        ? {
            url: given.DIGIKEY_URL ?? 'https://api.digikey.com',
            clientId: DIGIKEY_CLIENT_ID,
            clientSecret: DIGIKEY_CLIENT_SECRET,
          }
        : null,
  }
}

/** Keys of a source that only work together. */
export const partsPairs = [
  ['LCSC_KEY', 'LCSC_SECRET'],
  ['DIGIKEY_CLIENT_ID', 'DIGIKEY_CLIENT_SECRET'],
] as const
