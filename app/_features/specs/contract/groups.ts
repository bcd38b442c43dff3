import type { Level, Reason } from '@/server/domains/specs/contracts/changes'
import { directions, type CloudContract, type Direction } from '@/server/domains/specs/contracts/contract'

/** Who is concerned: what devices write, what is written for them, or how the two meet at all. */
export type GroupKind = Direction | 'meeting'
export type ReasonGroup = Readonly<{ kind: GroupKind; level: Exclude<Level, 'identical'>; reasons: readonly Reason[] }>

/** The channel a change is about, by its id; null where it is about none. */
export const channelOf = ({ path }: Pick<Reason, 'path'>): string | null => {
  const [, list, id] = path.split('/')
  return list === 'channels' && id !== undefined ? id.replaceAll('~1', '/').replaceAll('~0', '~') : null
}

/** Changes by the direction of their channel, each group with a verdict of its own; empty groups are left out. */
export function groupReasons(
  reasons: readonly Reason[],
  from: Pick<CloudContract, 'channels'>,
  to: Pick<CloudContract, 'channels'>,
): ReasonGroup[] {
  const direction = new Map([...from.channels, ...to.channels].map((channel) => [channel.id, channel.direction]))
  const kindOf = (reason: Reason): GroupKind => direction.get(channelOf(reason) ?? '') ?? 'meeting'
  return [...directions, 'meeting' as const].flatMap((kind) => {
    const own = reasons.filter((reason) => kindOf(reason) === kind)
    if (own.length === 0) return []
    return [{ kind, level: own.some(({ breaking }) => breaking) ? 'breaking' : 'compatible', reasons: own } as const]
  })
}
