/** What each domain may import. Read top to bottom: later may use earlier, never the reverse. */
export const domainMap = {
  notifications: [],
  people: ['notifications'],
  orgs: ['notifications', 'people'],
  calendars: [],
  audit: ['people', 'orgs'],
  products: ['notifications', 'people', 'orgs', 'calendars', 'audit'],
  threads: ['notifications', 'people', 'orgs', 'products'],
  boms: ['people', 'orgs', 'products'],
} as const satisfies Record<string, readonly string[]>
export type Domain = keyof typeof domainMap
