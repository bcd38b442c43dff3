import { addressFindings, addressKey, fullUuid, isUuid, spellings } from './addresses'
import { limits, methods, pointer, type Channel, type CloudContract, type Transport } from './contract'
import type { Problem, ProblemCode } from './problems'

/**
 * What is wrong with a contract apart from the texts of its schemas. Light enough for a form to call as somebody types.
 * At most `limits.problems` findings.
 */
export function checkContract(contract: CloudContract): readonly Problem[] {
  return [
    ...duplicateIds('transports', contract.transports),
    ...duplicateIds('channels', contract.channels),
    ...contract.channels.flatMap((channel, at) => channelProblems(contract, channel, at)),
    ...duplicateAddresses(contract),
    ...spellingProblems(contract),
    ...identityProblems(contract),
    ...otaProblems(contract),
  ].slice(0, limits.problems)
}

const problem = (code: ProblemCode, path: string, params: Problem['params'] = {}): Problem => ({ code, params, path })
const transportOf = ({ transports }: CloudContract, { transport }: Channel): Transport | undefined =>
  transports.find(({ id }) => id === transport)

function duplicateIds(list: 'transports' | 'channels', items: readonly Readonly<{ id: string }>[]): Problem[] {
  return items.flatMap(({ id }, at) =>
    items.findIndex((item) => item.id === id) < at ? [problem('duplicateId', pointer(list, at, 'id'), { id })] : [],
  )
}

function channelProblems(contract: CloudContract, channel: Channel, at: number): Problem[] {
  const transport = transportOf(contract, channel)
  const here = (field: keyof Channel) => pointer('channels', at, field)
  if (!transport) return [problem('unknownTransport', here('transport'), { id: channel.transport })]
  const { kind } = transport
  return [
    ...addressFindings(kind, channel.address).map(({ code, params }) => problem(code, here('address'), params)),
    ...methodProblems(kind, channel, here('method')),
    ...serviceProblems(kind, channel, here('service')),
    ...qosProblems(transport, channel, here('qos')),
  ]
}

function methodProblems(kind: Transport['kind'], { method }: Channel, path: string): Problem[] {
  const known: readonly string[] = methods[kind]
  if (method === null) return known.length > 0 ? [problem('methodMissing', path, { known: known.join(', ') })] : []
  return known.includes(method) ? [] : [problem('methodUnknown', path, { method, transport: kind })]
}

function serviceProblems(kind: Transport['kind'], { service }: Channel, path: string): Problem[] {
  if (kind !== 'ble') return service === null ? [] : [problem('serviceNotHere', path)]
  if (service === null) return [problem('serviceMissing', path)]
  return isUuid(service) ? [] : [problem('uuid', path, { uuid: service })]
}

function qosProblems(transport: Transport, { qos }: Channel, path: string): Problem[] {
  if (transport.kind !== 'mqtt') return qos === null ? [] : [problem('qosNotHere', path)]
  if (qos === null) return [problem('qosMissing', path)]
  return qos > transport.maxQos ? [problem('qosTooHigh', path, { qos, max: transport.maxQos })] : []
}

/** Two channels at one place are told apart by direction under MQTT, by method elsewhere. */
function duplicateAddresses(contract: CloudContract): Problem[] {
  const seen = new Map<string, string>()
  return contract.channels.flatMap((channel, at) => {
    const transport = transportOf(contract, channel)
    if (!transport) return []
    const { kind } = transport
    const service = kind === 'ble' && channel.service !== null ? fullUuid(channel.service) : ''
    const key = [transport.id, service, addressKey(kind, channel.address), channel.method ?? channel.direction].join(
      ' ',
    )
    const other = seen.get(key)
    if (other === undefined) seen.set(key, channel.id)
    return other === undefined ? [] : [problem('duplicateAddress', pointer('channels', at, 'address'), { other })]
  })
}

function spellingProblems({ transports, channels }: CloudContract): Problem[] {
  const written = [
    ...transports.map((transport, at) => ({
      text: transport.kind === 'ble' ? '' : transport.host,
      path: pointer('transports', at, 'host'),
    })),
    ...channels.map(({ address }, at) => ({ text: address, path: pointer('channels', at, 'address') })),
  ]
  const clashes = spellings(written.map(({ text }) => text))
  return clashes.map(({ first, second }) => {
    const at = written.find(({ text }) => text.includes(`{${second}}`))
    return problem('placeholderSpelling', at?.path ?? '', { first, second })
  })
}

function identityProblems({ identity }: CloudContract): Problem[] {
  return compiles(identity.identifier.pattern)
    ? []
    : [problem('identifierPattern', '/identity/identifier/pattern', { pattern: identity.identifier.pattern })]
}

function otaProblems(contract: CloudContract): Problem[] {
  const { ota, channels } = contract
  if (!ota) return []
  const channel = channels.find(({ id }) => id === ota.channel)
  if (!channel) return [problem('otaChannel', '/ota/channel', { id: ota.channel })]
  const kinds = contract.transports.map(({ kind }) => kind)
  const needs = ({ httpsDownload: 'https', mqttBlocks: 'mqtt', coapBlocks: 'coap', bleDfu: 'ble' } as const)[
    ota.protocol
  ]
  return [
    ...(channel.direction === 'cloudToDevice' ? [] : [problem('otaDirection', '/ota/channel', { id: ota.channel })]),
    ...(kinds.includes(needs) ? [] : [problem('otaTransport', '/ota/protocol', { transport: needs })]),
  ]
}

/** Whether a text is a regular expression; it is never run on anything. */
export function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
