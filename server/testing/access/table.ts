import type { World } from '../world'
import { apiTokens } from './apiTokens'
import { boms } from './boms'
import { structure } from './structure'
import { supply } from './supply'
import { threads } from './threads'
import { notifications } from './notifications'
import { specs } from './specs'
import { designFiles } from './designFiles'
import { releases } from './releases'
import { firmware } from './firmware'
import { flashing } from './flashing'
import { gates } from './gates'
import { partsMatching } from './parts-matching'
import { parts } from './parts'
import { changes } from './changes'
import { products } from './products'
import { orgs } from './orgs'
import { people } from './people'
import { language } from './language'
import { type AccessRow, member, nothing, ownOrg, party, person } from './outcomes'

/** Every procedure there is. One that is missing here fails the test, and so does a row without a procedure. */
export const accessTable: Readonly<Record<string, AccessRow | readonly AccessRow[]>> = {
  ...apiTokens,
  ...boms,
  ...supply,
  ...structure,
  ...partsMatching,
  ...specs,
  ...designFiles,
  ...releases,
  ...firmware,
  ...flashing,
  ...gates,
  ...changes,
  ...threads,
  ...notifications,
  ...parts,
  ...products,
  ...orgs,
  ...people,
  ...language,
  'audit.listEntries': { input: () => ({}), outcomes: ownOrg },
  'audit.verifyChain': { input: nothing, outcomes: ownOrg },
  'audit.exportEntries': { input: () => ({ format: 'jsonl', after: 0 }), outcomes: ownOrg },
  'search.search': [
    ...[
      (world: World) => world.brand.mark,
      (world: World) => world.partner.mark,
      (world: World) => world.rival.mark,
      (world: World) => world.bare.mark,
      (world: World) => world.internalMark,
      () => 'Question',
      () => 'EQ-001',
      () => 'Person',
      () => '规格',
      () => 'R-001',
      () => 'P',
      () => 'Capacitor',
    ].map((query) => ({
      input: (world: World) => ({ query: query(world), limit: 50, language: 'en' }),
      outcomes: member,
    })),
    { input: ({ productId }) => ({ query: 'Question', productId, language: 'zh' }), outcomes: party },
  ],
  'viewer.get': { input: nothing, outcomes: person },
  'live.events': { input: () => ({ lastEventId: '0' }), outcomes: member },
}
