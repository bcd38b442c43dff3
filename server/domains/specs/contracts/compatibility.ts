import { canonicalJson } from '@/server/kernel/canonical-json'
import { fullUuid, shapeOf } from './addresses'
import {
  classify,
  freshFuel,
  judgeMeeting,
  judgeMessage,
  type Change,
  type ChangeCode,
  type Classification,
  type Fuel,
  type Reason,
} from './changes'
import {
  pointer,
  rollbackProtections,
  tlsVersions,
  type Channel,
  type CloudContract,
  type Ota,
  type Payload,
  type Transport,
} from './contract'
import { jsonSchemaChanges } from './json-schema-changes'
import { readJsonSchema } from './json-schema'
import { readProtobuf } from './protobuf'
import { protobufChanges } from './protobuf-changes'

/**
 * Classes the change from one contract to another by one question: does a device that is in the field, with firmware
 * for `before`, go on working with a cloud that speaks `after`? Newer firmware on an older cloud is not asked here: it
 * names the version it needs. The version itself is no difference. Never throws.
 */
export function compareContracts(before: CloudContract, after: CloudContract): Classification {
  return classify([
    ...transportReasons(before.transports, after.transports),
    ...channelReasons(before, after),
    ...identityReasons(before.identity, after.identity),
    ...otaReasons(before.ota, after.ota),
  ])
}

/** Items of two lists by id, in the order of the first and then of the second. */
function paired<T extends Readonly<{ id: string }>>(
  before: readonly T[],
  after: readonly T[],
): [id: string, T | undefined, T | undefined][] {
  const ids = new Set([...before, ...after].map(({ id }) => id))
  return [...ids].map((id) => [id, before.find((item) => item.id === id), after.find((item) => item.id === id)])
}

const broken = (code: ChangeCode, path: string, one: unknown, other: unknown): Reason[] =>
  canonicalJson(one) === canonicalJson(other)
    ? []
    : [judgeMeeting(code, path, 'breaking', { before: shown(one), after: shown(other) })]
const shown = (value: unknown): string | number =>
  typeof value === 'number' || typeof value === 'string' ? value : value === null ? '–' : canonicalJson(value)

/** A rank that rose or fell, one of which devices in the field cannot follow. */
function ranked(
  codes: Readonly<{ raised: ChangeCode; lowered: ChangeCode; breaks: 'raised' | 'lowered' }>,
  path: string,
  one: number,
  other: number,
  names?: readonly string[],
): Reason[] {
  if (one === other) return []
  const way = other > one ? 'raised' : 'lowered'
  const params = { before: names?.[one] ?? one, after: names?.[other] ?? other }
  return [judgeMeeting(codes[way], path, way === codes.breaks ? 'breaking' : 'compatible', params)]
}

function transportReasons(before: readonly Transport[], after: readonly Transport[]): Reason[] {
  return paired(before, after).flatMap(([id, one, other]) => {
    const path = pointer('transports', id)
    if (one && other) return oneTransport(one, other, path)
    return [
      one
        ? judgeMeeting('transportRemoved', path, 'breaking', { id })
        : judgeMeeting('transportAdded', path, 'compatible', { id }),
    ]
  })
}

function oneTransport(one: Transport, other: Transport, path: string): Reason[] {
  if (one.kind === 'ble' && other.kind === 'ble')
    return [
      ...broken('pairing', path + pointer('pairing'), one.pairing, other.pairing),
      ...broken('bonding', path + pointer('bonding'), one.bonding, other.bonding),
      ...ranked(
        { raised: 'mtuRaised', lowered: 'mtuLowered', breaks: 'raised' },
        path + pointer('mtu'),
        one.mtu,
        other.mtu,
      ),
    ]
  if (one.kind === 'ble' || other.kind === 'ble' || one.kind !== other.kind)
    return broken('transportKind', path + pointer('kind'), one.kind, other.kind)
  const tls = path + pointer('security', 'minTls')
  const [was, is] = [one.security, other.security]
  return [
    ...moved('endpoint', path + pointer('host'), one.host, other.host, shapeOf),
    ...broken('endpoint', path + pointer('port'), one.port, other.port),
    ...ranked(
      { raised: 'tlsRaised', lowered: 'tlsLowered', breaks: 'raised' },
      tls,
      tlsVersions.indexOf(was.minTls),
      tlsVersions.indexOf(is.minTls),
      tlsVersions,
    ),
    ...(was.mutual === is.mutual
      ? []
      : [
          judgeMeeting(
            is.mutual ? 'mutualRequired' : 'mutualDropped',
            path + pointer('security', 'mutual'),
            is.mutual ? 'breaking' : 'compatible',
          ),
        ]),
    ...(one.kind === 'mqtt' && other.kind === 'mqtt'
      ? [
          ...broken('mqttVersion', path + pointer('version'), one.version, other.version),
          ...ranked(
            { raised: 'maxQosRaised', lowered: 'maxQosLowered', breaks: 'lowered' },
            path + pointer('maxQos'),
            one.maxQos,
            other.maxQos,
          ),
          ...ranked(
            { raised: 'keepAliveRaised', lowered: 'keepAliveLowered', breaks: 'lowered' },
            path + pointer('keepAliveSeconds'),
            one.keepAliveSeconds,
            other.keepAliveSeconds,
          ),
        ]
      : []),
  ]
}

function channelReasons(before: CloudContract, after: CloudContract): Reason[] {
  const fuel = freshFuel()
  return paired(before.channels, after.channels).flatMap(([id, one, other]) => {
    const path = pointer('channels', id)
    if (one && other) return oneChannel(one, other, path, fuel)
    return [
      one
        ? judgeMeeting('channelRemoved', path, 'breaking', { id })
        : judgeMeeting('channelAdded', path, 'compatible', { id }),
    ]
  })
}

function oneChannel(one: Channel, other: Channel, path: string, fuel: Fuel): Reason[] {
  const places = [
    ...broken('channelTransport', path + pointer('transport'), one.transport, other.transport),
    ...broken('channelDirection', path + pointer('direction'), one.direction, other.direction),
  ]
  if (one.direction !== other.direction) return places
  const messages = [
    ...bound('size', path + pointer('maxBytes'), one.maxBytes, other.maxBytes),
    ...bound('rate', path + pointer('maxPerHour'), one.maxPerHour, other.maxPerHour),
    ...payloadChanges(one.payload, other.payload, path + pointer('payload'), fuel),
  ]
  return [
    ...places,
    ...moved(
      'address',
      path + pointer('address'),
      one.address,
      other.address,
      one.service === null ? shapeOf : fullUuid,
    ),
    ...broken('method', path + pointer('method'), one.method, other.method),
    ...broken(
      'service',
      path + pointer('service'),
      one.service && fullUuid(one.service),
      other.service && fullUuid(other.service),
    ),
    ...ranked(
      { raised: 'qosRaised', lowered: 'qosLowered', breaks: 'lowered' },
      path + pointer('qos'),
      one.qos ?? 0,
      other.qos ?? 0,
    ),
    ...messages.map((change) => judgeMessage(change, one.direction)),
    ...(one.purpose.en === other.purpose.en && one.purpose.zh === other.purpose.zh
      ? []
      : [judgeMeeting('wordsChanged', path + pointer('purpose'), 'words')]),
  ]
}

/** A place that changed: in its shape, which breaks, or only in the names of its placeholders. */
function moved(code: ChangeCode, path: string, one: string, other: string, shape: (place: string) => string): Reason[] {
  if (one === other) return []
  const params = { before: one, after: other }
  if (shape(one) !== shape(other)) return [judgeMeeting(code, path, 'breaking', params)]
  return [judgeMeeting('placeholderRenamed', path, 'words', params)]
}

/** A bound that rises lets more messages through; null is no bound. */
function bound(what: 'size' | 'rate', path: string, one: number | null, other: number | null): Change[] {
  const [before, after] = [one ?? Infinity, other ?? Infinity]
  if (before === after) return []
  const params = { before: one ?? '–', after: other ?? '–' }
  return [
    after > before
      ? { code: `${what}Raised`, path, effect: 'widens', params }
      : { code: `${what}Lowered`, path, effect: 'narrows', params },
  ]
}

/** Differences of two payloads, whoever writes them. A text that cannot be read cannot be judged. */
export function payloadChanges(one: Payload, other: Payload, path: string, fuel = freshFuel()): readonly Change[] {
  if (canonicalJson(one) === canonicalJson(other)) return []
  if (one.format !== other.format)
    return [{ code: 'payloadFormat', path, effect: 'both', params: { before: one.format, after: other.format } }]
  const changes = readAndCompare(one, other, fuel)
  if (!changes) return [{ code: 'payloadUnreadable', path, effect: 'unknown', params: {} }]
  return changes.map((change) => ({ ...change, path: path + change.path }))
}

function readAndCompare(one: Payload, other: Payload, fuel: Fuel): readonly Change[] | null {
  if (one.format === 'jsonSchema' && other.format === 'jsonSchema') {
    const [before, after] = [readJsonSchema(one.schema), readJsonSchema(other.schema)]
    return before.ok && after.ok ? jsonSchemaChanges(before.schema, after.schema, fuel) : null
  }
  if (one.format !== 'protobuf' || other.format !== 'protobuf') return []
  const [before, after] = [readProtobuf(one.schema), readProtobuf(other.schema)]
  if (!before.ok || !after.ok || !before.file.messages.has(one.message) || !after.file.messages.has(other.message))
    return null
  return protobufChanges(
    { file: before.file, message: one.message },
    { file: after.file, message: other.message },
    fuel,
  )
}

function identityReasons(one: CloudContract['identity'], other: CloudContract['identity']): Reason[] {
  return [
    ...broken('identityScheme', '/identity/scheme', one.scheme, other.scheme),
    ...(one.keysMadeIn === other.keysMadeIn
      ? []
      : [
          judgeMeeting('keyOrigin', '/identity/keysMadeIn', 'compatible', {
            before: one.keysMadeIn,
            after: other.keysMadeIn,
          }),
        ]),
    ...broken('provisioning', '/identity/provisioning', one.provisioning, other.provisioning),
    ...broken('identifierKind', '/identity/identifier/kind', one.identifier.kind, other.identifier.kind),
    ...broken('identifierPattern', '/identity/identifier/pattern', one.identifier.pattern, other.identifier.pattern),
  ]
}

function otaReasons(one: Ota | null, other: Ota | null): Reason[] {
  if (!one && !other) return []
  if (!other) return [judgeMeeting('otaRemoved', '/ota', 'breaking')]
  if (!one) return [judgeMeeting('otaAdded', '/ota', 'compatible')]
  const protection = (ota: Ota) => rollbackProtections.indexOf(ota.rollbackProtection)
  return [
    ...broken('otaChannel', '/ota/channel', one.channel, other.channel),
    ...broken('otaProtocol', '/ota/protocol', one.protocol, other.protocol),
    ...broken('otaImageFormat', '/ota/imageFormat', one.imageFormat, other.imageFormat),
    ...broken('otaSignature', '/ota/signature', one.signature, other.signature),
    ...ranked(
      { raised: 'otaRollback', lowered: 'otaRollback', breaks: 'lowered' },
      '/ota/rollbackProtection',
      protection(one),
      protection(other),
      rollbackProtections,
    ),
    ...ranked(
      { raised: 'otaChunkRaised', lowered: 'otaChunkLowered', breaks: 'raised' },
      '/ota/chunkBytes',
      one.chunkBytes,
      other.chunkBytes,
    ),
    ...ranked(
      { raised: 'otaImageRaised', lowered: 'otaImageLowered', breaks: 'raised' },
      '/ota/maxImageBytes',
      one.maxImageBytes,
      other.maxImageBytes,
    ),
  ]
}
