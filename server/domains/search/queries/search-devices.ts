import { findUnits } from '@/server/domains/flashing/queries/find-units'
import type { MemberCtx } from '@/server/platform/context'
import type { SearchInput } from '../inputs'
import { markedIn } from '../rules/marks'
import type { SearchGroup } from './search'

/** Devices by serial number or its beginning and how they stand. None where nothing is found. */
export async function searchDevices(
  ctx: MemberCtx,
  { query, productId, limit, language }: SearchInput,
): Promise<SearchGroup[]> {
  const found = await findUnits(ctx, { serial: query, productId: productId ?? null, limit: limit + 1 })
  if (found.length === 0) return []
  return [
    {
      kind: 'device',
      more: found.length > limit,
      hits: found.slice(0, limit).map(({ id, serial, line, ...of }) => ({
        ...of,
        ...{ kind: 'device', subjectId: id, withinId: null, code: serial, snippet: null, archived: false },
        title: markedIn(language, line, query),
      })),
    },
  ]
}
