import type { z } from 'zod'
import type { channelSchema, contractSchema, otaSchema, payloadSchema, transportSchema } from './schema'

/**
 * What device and cloud say to each other, readable by machines: where they meet, what goes over which channel, who the
 * device is, and how it is updated. The firmware names the version it needs.
 */
export type CloudContract = z.infer<typeof contractSchema>
export type Transport = z.infer<typeof transportSchema>
export type TransportOf<K extends TransportKind> = Extract<Transport, { kind: K }>
export type Channel = z.infer<typeof channelSchema>
export type Payload = z.infer<typeof payloadSchema>
export type Ota = z.infer<typeof otaSchema>

export const transportKinds = ['mqtt', 'https', 'coap', 'ble'] as const
export type TransportKind = (typeof transportKinds)[number]

/** The oldest TLS (or DTLS, under CoAP) that may be spoken; `none` is plain text. In rising order. */
export const tlsVersions = ['none', '1.2', '1.3'] as const
export type TlsVersion = (typeof tlsVersions)[number]

export const mqttVersions = ['3.1.1', '5.0'] as const

/** How a phone and the device come to trust each other, weakest first (Bluetooth Core, Vol 3 Part H, association models). */
export const blePairings = ['none', 'justWorks', 'passkey', 'numericComparison', 'outOfBand'] as const

/** Who writes and who reads: the firmware writes `deviceToCloud` and reads `cloudToDevice`. */
export const directions = ['deviceToCloud', 'cloudToDevice'] as const
export type Direction = (typeof directions)[number]

/** What may be done at an address. MQTT has no choice: it publishes. */
export const methods = {
  mqtt: [],
  https: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  coap: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OBSERVE'],
  ble: ['read', 'write', 'writeWithoutResponse', 'notify', 'indicate'],
} as const satisfies Record<TransportKind, readonly string[]>
export type Method = (typeof methods)[TransportKind][number]

export const payloadFormats = ['none', 'jsonSchema', 'protobuf'] as const
export type PayloadFormat = (typeof payloadFormats)[number]

/** How a device proves who it is. `ecdsaChip` is an X.509 identity whose key lives in a secure element. */
export const identitySchemes = ['x509', 'ecdsaChip', 'sharedKey', 'token', 'bleCommissioning'] as const
/** Where its key is made: on the chip itself, in a hardware security module at the line, or by the cloud. */
export const keyOrigins = ['secureElement', 'device', 'factoryHsm', 'cloud'] as const
export const identifierKinds = ['serialNumber', 'uuid', 'macAddress', 'eui64', 'imei', 'custom'] as const
/** How a new device becomes known to the cloud. */
export const provisionings = ['preProvisioned', 'justInTime', 'claimCertificate', 'qrCode', 'bleCommissioning'] as const

export const otaProtocols = ['httpsDownload', 'mqttBlocks', 'coapBlocks', 'bleDfu'] as const
export const imageFormats = ['mcuboot', 'espIdf', 'nrfDfu', 'uf2', 'uptane', 'swupdate', 'raw'] as const
export const signatureSchemes = ['none', 'ed25519', 'ecdsaP256', 'rsa3072'] as const
/** What keeps an older image out: a counter in the image header, one in fuses, or nothing. */
export const rollbackProtections = ['none', 'securityCounter', 'fuseCounter'] as const

/** Bounds that keep a contract from a stranger small. Lengths are in UTF-16 units, texts of schemas included. */
export const limits = {
  transports: 8,
  channels: 100,
  /** AWS IoT Core takes topics of 256 bytes of UTF-8; other brokers take more. */
  addressBytes: 256,
  schemaLength: 65_536,
  /** All schema texts of a contract together. */
  schemasLength: 524_288,
  /** Levels of nesting inside a schema text. */
  schemaDepth: 40,
  schemaNodes: 5_000,
  /** Statements of a .proto text; its parser takes a time that grows with their square. */
  protoStatements: 2_000,
  problems: 100,
} as const

/** A part of a contract as JSON Pointer (RFC 6901): `/channels/2/payload/schema`. */
export const pointer = (...segments: readonly (string | number)[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** `WL-20-SPEC-01-A-contract-1.4.0.json`: the document, its revision and the version of the contract. */
export const contractFileName = (number: string, revision: string, version: string): string =>
  `${[number, revision].join('-').replaceAll('/', '-')}-contract-${version}.json`
