/** What each domain may import. Read top to bottom: later may use earlier, never the reverse. */
export const domainMap = {
  audit: [],
  notifications: [],
  people: ['notifications'],
  orgs: ['notifications', 'people'],
  calendars: [],
  products: ['notifications', 'people', 'orgs', 'calendars'],
  threads: ['notifications', 'people', 'orgs', 'products'],
  boms: ['people', 'orgs', 'products'],
} as const satisfies Record<string, readonly string[]>
export type Domain = keyof typeof domainMap
