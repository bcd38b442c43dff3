import { numbersOfPartners, type TheirNumber } from '@/server/domains/parts/queries/cross-references'
import { partNumberKey } from '@/server/domains/parts/rules/part-keys'
import type { MemberCtx } from '@/server/platform/context'
import type { BomAccess } from './access'

type Numbered = Readonly<{ id: string; ipn: string; cpn: string }>

/**
 * Factories' numbers for what these lines name, by line. The brand is shown each partner's, a factory its own alone: it
 * never learns that another one exists.
 */
export async function partnerNumbers(
  ctx: MemberCtx,
  { orgId }: Pick<BomAccess, 'orgId'>,
  lines: readonly Numbered[],
): Promise<Map<string, TheirNumber[]>> {
  const keysOf = ({ ipn, cpn }: Numbered) =>
    [...new Set([partNumberKey(ipn), partNumberKey(cpn)])].filter((key) => key !== '')
  const known = await numbersOfPartners(ctx, orgId, lines.flatMap(keysOf))
  return new Map(
    lines.map((line) => {
      const found = keysOf(line).flatMap((key) => known.get(key) ?? [])
      return [line.id, [...new Map(found.map((number) => [number.id, number])).values()]]
    }),
  )
}
