import type { Direction } from './contract'

/**
 * What a change does to the set of messages that are allowed, whoever sends them: it leaves fewer (`narrows`), more
 * (`widens`), other ones (`both`), the same ones (`neutral`); `unknown` where that cannot be judged; `words` for readers only.
 */
export type Effect = 'narrows' | 'widens' | 'both' | 'unknown' | 'neutral' | 'words'

/** What can change. Each has a sentence at `contract.change.<code>` in `locales/<language>/specs.json`. */
export const changeCodes = [
  'wordsChanged',
  'transportAdded',
  'transportRemoved',
  'transportKind',
  'endpoint',
  'tlsRaised',
  'tlsLowered',
  'mutualRequired',
  'mutualDropped',
  'mqttVersion',
  'maxQosRaised',
  'maxQosLowered',
  'keepAliveRaised',
  'keepAliveLowered',
  'pairing',
  'bonding',
  'mtuRaised',
  'mtuLowered',
  'channelAdded',
  'channelRemoved',
  'channelTransport',
  'channelDirection',
  'address',
  'placeholderRenamed',
  'method',
  'service',
  'qosRaised',
  'qosLowered',
  'sizeRaised',
  'sizeLowered',
  'rateRaised',
  'rateLowered',
  'identityScheme',
  'keyOrigin',
  'identifierKind',
  'identifierPattern',
  'provisioning',
  'otaAdded',
  'otaRemoved',
  'otaChannel',
  'otaProtocol',
  'otaImageFormat',
  'otaSignature',
  'otaRollback',
  'otaChunkRaised',
  'otaChunkLowered',
  'otaImageRaised',
  'otaImageLowered',
  'payloadFormat',
  'payloadUnreadable',
  'cannotBeJudged',
  'draft',
  'valueAllowed',
  'valueForbidden',
  'typeWidened',
  'typeNarrowed',
  'typeChanged',
  'valuesAdded',
  'valuesRemoved',
  'valuesListed',
  'valuesUnlisted',
  'limitRaised',
  'limitLowered',
  'stepNarrowed',
  'stepWidened',
  'stepChanged',
  'ruleAdded',
  'ruleRemoved',
  'ruleChanged',
  'propertyAdded',
  'propertyRemoved',
  'requiredAdded',
  'requiredRemoved',
  'objectClosed',
  'objectOpened',
  'choiceAdded',
  'choiceRemoved',
  'defaultChanged',
  'fieldAdded',
  'fieldRemoved',
  'fieldRemovedUnreserved',
  'fieldRenamed',
  'fieldRenumbered',
  'numberReused',
  'reservedUsed',
  'fieldTypeWidened',
  'fieldTypeNarrowed',
  'fieldTypeChanged',
  'fieldNowRequired',
  'fieldNoLongerRequired',
  'fieldNowRepeated',
  'fieldNowSingular',
  'fieldMap',
  'oneofGrown',
  'oneofEntered',
  'oneofLeft',
  'oneofMoved',
  'messageRenamed',
  'enumValueAdded',
  'enumValueRemoved',
  'enumValueRenamed',
  'protoVersion',
] as const
export type ChangeCode = (typeof changeCodes)[number]

export type Params = Readonly<Record<string, string | number>>

/** One difference between two contracts, before it is known who reads. `path` is a JSON Pointer by ids, not positions. */
export type Change = Readonly<{ code: ChangeCode; params: Params; path: string; effect: Effect }>

/** Why a change breaks devices in the field; texts at `contract.because.<code>`. */
export const becauses = ['fieldSendsOld', 'fieldReadsNew', 'connection', 'unknown'] as const
export type Because = (typeof becauses)[number]

/** A change, judged. `wordsOnly` matters to people and to no program. */
export type Reason = Readonly<{
  code: ChangeCode
  params: Params
  path: string
  breaking: boolean
  wordsOnly: boolean
  because: Because | null
}>

export type Level = 'identical' | 'compatible' | 'breaking'
export type Classification = Readonly<{ level: Level; reasons: readonly Reason[] }>

/**
 * Whether devices in the field outlive a change of what a channel carries. What they write must stay readable: fewer
 * messages allowed from device to cloud break them. What is written for them must be known to them: more messages
 * allowed from cloud to device break them.
 */
export function judgeMessage({ effect, ...change }: Change, direction: Direction): Reason {
  const dangerous = direction === 'deviceToCloud' ? 'narrows' : 'widens'
  const breaking = effect === dangerous || effect === 'both' || effect === 'unknown'
  const because = direction === 'deviceToCloud' ? 'fieldSendsOld' : 'fieldReadsNew'
  return {
    ...change,
    breaking,
    wordsOnly: effect === 'words',
    because: breaking ? (effect === 'unknown' ? 'unknown' : because) : null,
  }
}

/** A change of how the two sides meet: breaking as said, whoever writes. */
export const judgeMeeting = (
  code: ChangeCode,
  path: string,
  weight: 'breaking' | 'compatible' | 'words',
  params: Params = {},
): Reason => ({
  code,
  params,
  path,
  breaking: weight === 'breaking',
  wordsOnly: weight === 'words',
  because: weight === 'breaking' ? 'connection' : null,
})

/** Reasons that are listed; the rest would be read by nobody. */
const listed = 500
/** The level of all reasons, and the first of them, breaking ones first where there are too many. */
export function classify(reasons: readonly Reason[]): Classification {
  const breaking = reasons.filter((reason) => reason.breaking)
  const level = breaking.length > 0 ? 'breaking' : reasons.length > 0 ? 'compatible' : 'identical'
  if (reasons.length <= listed) return { level, reasons }
  const others = reasons
    .filter((reason) => !reason.breaking)
    .toSorted((a, b) => Number(a.wordsOnly) - Number(b.wordsOnly))
  return { level, reasons: [...breaking, ...others].slice(0, listed) }
}

/**
 * Pairs of parts that a comparison of contracts may look at, all its schemas together, and how deep it is now: hostile
 * references multiply pairs, and past the bound nothing is judged any more.
 */
export type Fuel = { left: number; depth: number }
export const freshFuel = (): Fuel => ({ left: 20_000, depth: 0 })
