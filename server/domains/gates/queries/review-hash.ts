import { createHash } from 'node:crypto'
import { canonicalJson } from '@/server/kernel/canonical-json'
import type { BilingualText } from '@/server/kernel/bilingual'
import { newestEntries } from '../rules/standing'
import type { GateRow } from './access'
import type { ReadItem } from './items'

const words = ({ en, zh, source }: BilingualText) => ({ en, zh, source })

/**
 * sha256 of how the criteria of a gate stand, hex: what they say, the evidence and waivers that count, what the portal
 * found. What signatures bind to. Each side signs the criteria it sees.
 */
export const reviewHash = (gate: Pick<GateRow, 'id' | 'phase'>, round: number, items: readonly ReadItem[]): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        gate: gate.id,
        phase: gate.phase,
        round,
        items: items.map(({ code, part, text, metric, threshold, side, role, mandatory, standing, ...rest }) => ({
          ...{ code, part, threshold, side, role, mandatory, standing },
          text: words(text),
          metric: words(metric),
          check: rest.check,
          evidence: newestEntries(rest.evidence).map(({ id, result }) => ({ id, result })),
          waivers: rest.waivers
            .filter(({ withdrawnAt }) => withdrawnAt === null)
            .map(({ id, expiresAt }) => ({ id, until: expiresAt.toISOString() })),
        })),
      }),
    )
    .digest('hex')
