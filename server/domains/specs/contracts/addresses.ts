import { limits, type TransportKind } from './contract'
import type { ProblemCode } from './problems'

type Finding = Readonly<{ code: ProblemCode; params: Readonly<Record<string, string | number>> }>

const placeholder = /\{([A-Za-z][A-Za-z0-9_]{0,39})\}/g
/** The names between braces, in order. */
export const placeholdersOf = (address: string): string[] =>
  [...address.matchAll(placeholder)].map(([, name = '']) => name)
/** The address with nameless placeholders: two addresses of one shape are one address. */
export const shapeOf = (address: string): string => address.replace(placeholder, '{}')
/** One name for `deviceId`, `device_id` and `DeviceID`. */
const spoken = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** Placeholders that mean the same and are spelled differently, in the order met. */
export function spellings(addresses: readonly string[]): readonly Readonly<{ first: string; second: string }>[] {
  const seen = new Map<string, string>()
  const clashes = new Map<string, { first: string; second: string }>()
  for (const name of addresses.flatMap(placeholdersOf)) {
    const first = seen.get(spoken(name))
    if (first === undefined) seen.set(spoken(name), name)
    else if (first !== name) clashes.set(name, { first, second: name })
  }
  return [...clashes.values()]
}

/** What is wrong with an address under a transport. */
export function addressFindings(kind: TransportKind, address: string): readonly Finding[] {
  if (new TextEncoder().encode(address).length > limits.addressBytes)
    return [{ code: 'addressTooLong', params: { max: limits.addressBytes } }]
  if (kind === 'ble') {
    if (/[{}]/.test(address)) return [{ code: 'placeholderNotHere', params: {} }]
    return isUuid(address) ? [] : [{ code: 'uuid', params: { uuid: address } }]
  }
  const bare = address.replace(placeholder, 'x')
  if (/[{}]/.test(bare)) return [{ code: 'placeholderBroken', params: {} }]
  const names = placeholdersOf(address)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return [{ code: 'placeholderTwice', params: { name: twice } }]
  return kind === 'mqtt' ? topicFindings(bare) : pathFindings(bare)
}

/** Nobody publishes to a wildcard (MQTT 5.0, 4.7.1), and an empty level is always a slip of the pen. */
function topicFindings(topic: string): readonly Finding[] {
  const wildcard = /[+#]/.exec(topic)?.[0]
  if (wildcard !== undefined) return [{ code: 'topicWildcard', params: { character: wildcard } }]
  if (topic.split('/').includes('')) return [{ code: 'topicEmptyLevel', params: {} }]
  return /[\s\p{C}]/u.test(topic) ? [{ code: 'addressCharacter', params: {} }] : []
}

/** A path of RFC 3986, 3.3, from its slash on, that names one place: no dot segments, no query. */
function pathFindings(path: string): readonly Finding[] {
  if (!path.startsWith('/')) return [{ code: 'pathStart', params: {} }]
  if (/[?#]/.test(path)) return [{ code: 'pathQuery', params: {} }]
  if (!/^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/.test(path))
    return [{ code: 'addressCharacter', params: {} }]
  const segments = path.slice(1).split('/')
  const odd = segments.find(
    (segment, at) => segment === '.' || segment === '..' || (segment === '' && at < segments.length - 1),
  )
  return odd === undefined ? [] : [{ code: 'pathSegment', params: {} }]
}

/** A UUID of 128 bits in its usual form, or one of the 16-bit numbers that the Bluetooth SIG assigns (`2A6E`). */
export const isUuid = (text: string): boolean =>
  /^(?:[0-9A-Fa-f]{4}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$/.test(text)

const bluetoothBase = '-0000-1000-8000-00805f9b34fb'
/** The same UUID in one spelling, so that `2A6E` and its long form are equal. */
export const fullUuid = (uuid: string): string =>
  uuid.length === 4 ? `0000${uuid.toLowerCase()}${bluetoothBase}` : uuid.toLowerCase()

/** What two channels may not share: where, how and in which direction. */
export const addressKey = (kind: TransportKind, address: string): string =>
  kind === 'ble' ? fullUuid(address) : shapeOf(address)
