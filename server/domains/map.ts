/** What each domain may import. Read top to bottom: later may use earlier, never the reverse. */
export const domainMap = {
  notifications: [],
  people: ['notifications'],
  orgs: ['notifications', 'people'],
  calendars: [],
  audit: ['people', 'orgs'],
  products: ['notifications', 'people', 'orgs', 'calendars', 'audit'],
  language: ['people', 'orgs', 'products'],
  attachments: ['orgs', 'products'],
  threads: ['notifications', 'people', 'orgs', 'calendars', 'products', 'language', 'attachments'],
  boms: ['people', 'orgs', 'products', 'language'],
  specs: ['notifications', 'people', 'orgs', 'calendars', 'products', 'language', 'attachments', 'threads'],
  search: ['people', 'products', 'language'],
  gates: [
    'notifications',
    'people',
    'orgs',
    'calendars',
    'products',
    'language',
    'attachments',
    'threads',
    'boms',
    'specs',
  ],
} as const satisfies Record<string, readonly string[]>
export type Domain = keyof typeof domainMap
