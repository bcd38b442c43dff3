/** What each domain may import. Read top to bottom: later may use earlier, never the reverse. */
export const domainMap = {
  audit: [],
  people: [],
  notifications: ['people'],
  orgs: ['people'],
  calendars: [],
  products: ['people', 'orgs', 'calendars'],
  threads: ['people', 'orgs', 'products'],
  boms: ['people', 'orgs', 'products'],
} as const satisfies Record<string, readonly string[]>
export type Domain = keyof typeof domainMap
