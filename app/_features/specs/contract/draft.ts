import type { Channel, CloudContract, Transport, TransportKind } from '@/server/domains/specs/contracts/contract'
import type { Language } from '@/server/kernel/bilingual'

/**
 * A contract while somebody writes it: not yet right, perhaps. Where a number is demanded and none stands, it is 0, which
 * is right nowhere. Items keep a key of their own, because their names change under the hand.
 */
export type Keyed<T> = T & Readonly<{ key: string }>
/** A channel with what its author says of the two texts of its purpose. */
export type DraftChannel = Channel & Readonly<{ said?: Claims }>
export type Claims = Readonly<{ verify?: boolean; differs?: boolean; machine?: boolean }>
export type Draft = Omit<CloudContract, 'transports' | 'channels'> &
  Readonly<{ transports: readonly Keyed<Transport>[]; channels: readonly Keyed<DraftChannel>[] }>

/** What is kept in the tab: the draft, what it began from, and the edit count of that. */
export type Editing = Readonly<{ base: CloudContract | null; version: number; draft: Draft }>

let counter = 0
const freshKey = () => `${Date.now().toString(36)}-${++counter}`
const keyed = <T>(item: T): Keyed<T> => ({ ...item, key: freshKey() })

export const toDraft = (contract: CloudContract): Draft => ({
  ...contract,
  transports: contract.transports.map(keyed),
  channels: contract.channels.map(keyed),
})

function unkeyed<T>(item: Keyed<T>) {
  const { key: _, ...rest } = item
  return rest
}
export const toContract = (draft: Draft): CloudContract => ({
  ...draft,
  transports: draft.transports.map((transport) => unkeyed(transport) as Transport),
  channels: draft.channels.map((channel) => {
    const { said: _, ...rest } = unkeyed(channel) as DraftChannel
    return rest
  }),
})

/** What the author says of purposes, by channel, for the command that stores the contract. */
export const saidOf = ({ channels }: Draft): ({ channel: string } & Claims)[] =>
  channels.flatMap(({ id, said }) => (said ? [{ channel: id, ...said }] : []))

/** `telemetry`, then `telemetry-2`: a name that nothing in the list has. */
export function freeName(wanted: string, items: readonly Readonly<{ id: string }>[]): string {
  const taken = new Set(items.map(({ id }) => id))
  const stem = wanted.replace(/-\d+$/, '')
  for (let at = 1; ; at++) {
    const name = at === 1 ? stem : `${stem}-${at}`
    if (!taken.has(name)) return name
  }
}

const security = { minTls: '1.2', mutual: true } as const
/** A transport of a kind, keeping its name and, where both kinds have one, its host. */
export function transportAs(kind: TransportKind, id: string, host = ''): Transport {
  switch (kind) {
    case 'mqtt':
      return { kind, id, host, port: 8883, security, version: '3.1.1', maxQos: 1, keepAliveSeconds: 300 }
    case 'https':
      return { kind, id, host, port: 443, security: { ...security, mutual: false } }
    case 'coap':
      return { kind, id, host, port: 5684, security }
    case 'ble':
      return { kind, id, pairing: 'numericComparison', bonding: true, mtu: 185 }
  }
}

/** A channel with what its transport asks for and without what it does not know. */
export function fitChannel<T extends Channel>(channel: T, kind: TransportKind): T {
  const up = channel.direction === 'deviceToCloud'
  switch (kind) {
    case 'mqtt':
      return { ...channel, method: null, service: null, qos: channel.qos ?? 1 }
    case 'https':
    case 'coap':
      return { ...channel, method: up ? 'POST' : 'GET', service: null, qos: null }
    case 'ble':
      return { ...channel, method: up ? 'notify' : 'write', service: channel.service ?? '', qos: null }
  }
}

const kindOf = (draft: Draft, id: string) => draft.transports.find((transport) => transport.id === id)?.kind

export function changeTransport(draft: Draft, key: string, next: Transport): Draft {
  const before = draft.transports.find((transport) => transport.key === key)
  if (!before) return draft
  return {
    ...draft,
    transports: draft.transports.map((each) => (each.key === key ? { ...next, key } : each)),
    // Its channels follow the new name and the new kind.
    channels: draft.channels.map((channel) => {
      if (channel.transport !== before.id) return channel
      const renamed = { ...channel, transport: next.id }
      return next.kind === before.kind ? renamed : fitChannel(renamed, next.kind)
    }),
  }
}

export function changeChannel(draft: Draft, key: string, next: DraftChannel): Draft {
  const before = draft.channels.find((channel) => channel.key === key)
  if (!before) return draft
  const kind = kindOf(draft, next.transport)
  const fitted = kind && next.transport !== before.transport ? fitChannel(next, kind) : next
  return {
    ...draft,
    channels: draft.channels.map((each) => (each.key === key ? { ...fitted, key } : each)),
    ota: draft.ota && draft.ota.channel === before.id ? { ...draft.ota, channel: next.id } : draft.ota,
  }
}

export function addTransport(draft: Draft): { draft: Draft; key: string } {
  const made = keyed(transportAs('mqtt', freeName('broker', draft.transports)))
  return { draft: { ...draft, transports: [...draft.transports, made] }, key: made.key }
}

export function addChannel(draft: Draft, language: Language): { draft: Draft; key: string } {
  const [transport] = draft.transports
  const blank: Channel = {
    id: freeName('channel', draft.channels),
    transport: transport?.id ?? '',
    direction: 'deviceToCloud',
    address: '',
    method: null,
    service: null,
    qos: null,
    purpose: { en: '', zh: '', source: language, state: 'missing' },
    payload: { format: 'none' },
    maxBytes: null,
    maxPerHour: null,
  }
  const made = keyed(fitChannel(blank, transport?.kind ?? 'mqtt'))
  return { draft: { ...draft, channels: [...draft.channels, made] }, key: made.key }
}

/** The copy follows its original; its address has to be written anew, because no two channels share one. */
export function duplicateChannel(draft: Draft, key: string): { draft: Draft; key: string } {
  const at = draft.channels.findIndex((channel) => channel.key === key)
  const original = draft.channels[at]
  if (!original) return { draft, key }
  const made = keyed({ ...original, id: freeName(original.id, draft.channels) })
  return { draft: { ...draft, channels: draft.channels.toSpliced(at + 1, 0, made) }, key: made.key }
}

/** The list with one item a place up or down; as it was where there is no such place. */
export function moved<T extends Readonly<{ key: string }>>(items: readonly T[], key: string, by: -1 | 1): readonly T[] {
  const at = items.findIndex((item) => item.key === key)
  const item = items[at]
  if (!item || at + by < 0 || at + by >= items.length) return items
  return items.toSpliced(at, 1).toSpliced(at + by, 0, item)
}
