import { z } from 'zod'
import { languages, translationStates } from '@/server/kernel/bilingual'
import {
  blePairings,
  directions,
  identifierKinds,
  identitySchemes,
  imageFormats,
  keyOrigins,
  limits,
  methods,
  mqttVersions,
  otaProtocols,
  pointer,
  provisionings,
  rollbackProtections,
  signatureSchemes,
  tlsVersions,
  type CloudContract,
} from './contract'
import type { Problem } from './problems'

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/)
const bilingualSchema = z.object({
  en: z.string().max(2_000),
  zh: z.string().max(2_000),
  source: z.enum(languages),
  state: z.enum(translationStates),
  by: z.string().max(60).optional(),
  at: z.string().max(40).optional(),
  was: z.string().max(2_000).optional(),
  differs: z.literal(true).optional(),
})

const host = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9{}]([A-Za-z0-9{}.-]*[A-Za-z0-9{}])?$/)
const secured = {
  id: name,
  /** Host name, with placeholders where it differs by region or account. */
  host,
  port: z.int().min(1).max(65_535),
  security: z.object({ minTls: z.enum(tlsVersions), mutual: z.boolean() }),
}
const qos = z.literal([0, 1, 2])

/** A way to meet. A contract may have two of a kind, such as one broker per market. */
export const transportSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mqtt'),
    ...secured,
    version: z.enum(mqttVersions),
    /** The highest quality of service that the broker grants. */
    maxQos: qos,
    /** The longest silence of a device; after one and a half times that the broker closes (MQTT 3.1.1, 3.1.2.10). */
    keepAliveSeconds: z.int().min(5).max(65_535),
  }),
  z.object({ kind: z.literal('https'), ...secured }),
  z.object({ kind: z.literal('coap'), ...secured }),
  z.object({
    kind: z.literal('ble'),
    id: name,
    pairing: z.enum(blePairings),
    bonding: z.boolean(),
    /** The smallest ATT MTU that both ends must take, in bytes. */
    mtu: z.int().min(23).max(517),
  }),
])

const schemaText = z.string().min(1).max(limits.schemaLength)
export const payloadSchema = z.discriminatedUnion('format', [
  z.object({ format: z.literal('none') }),
  z.object({ format: z.literal('jsonSchema'), schema: schemaText }),
  z.object({
    format: z.literal('protobuf'),
    schema: schemaText,
    /** The message that is sent, with its package: `acme.v1.Reading`. */
    message: z
      .string()
      .max(200)
      .regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/),
  }),
])

export const channelSchema = z.object({
  id: name,
  transport: name,
  direction: z.enum(directions),
  /** Topic, path, resource or characteristic UUID; `{deviceId}` stands for what is the device's own. */
  address: z.string().min(1).max(limits.addressBytes),
  /** Null under MQTT. */
  method: z.enum([...methods.coap, ...methods.ble]).nullable(),
  /** UUID of the GATT service around the characteristic; null elsewhere. */
  service: z.string().max(36).nullable(),
  /** Null except under MQTT. */
  qos: qos.nullable(),
  purpose: bilingualSchema,
  payload: payloadSchema,
  /** Per device; null where nothing is agreed. */
  maxBytes: z.int().min(1).max(268_435_456).nullable(),
  maxPerHour: z.int().min(1).max(3_600_000).nullable(),
})

export const otaSchema = z.object({
  /** The channel that tells a device of an update. */
  channel: name,
  protocol: z.enum(otaProtocols),
  imageFormat: z.enum(imageFormats),
  signature: z.enum(signatureSchemes),
  rollbackProtection: z.enum(rollbackProtections),
  /** The largest piece that is sent at once, in bytes. */
  chunkBytes: z.int().min(16).max(16_777_216),
  maxImageBytes: z.int().min(1_024).max(4_294_967_296),
})

export const contractSchema = z.object({
  /** Semantic version without pre-release: what firmware names as needed. */
  version: z
    .string()
    .max(40)
    .regex(/^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/),
  transports: z.array(transportSchema).max(limits.transports),
  channels: z.array(channelSchema).max(limits.channels),
  identity: z.object({
    scheme: z.enum(identitySchemes),
    keysMadeIn: z.enum(keyOrigins),
    provisioning: z.enum(provisionings),
    identifier: z.object({
      kind: z.enum(identifierKinds),
      /** Regular expression that every identifier matches from end to end. */
      pattern: z.string().min(1).max(200),
    }),
  }),
  ota: otaSchema.nullable(),
})

/** Reads a contract that was checked when it was stored. Throws where it is none: a fault, never an input. */
export const readContract = (stored: unknown): CloudContract => contractSchema.parse(stored)

/** A contract out of anything, or where it is not shaped like one. */
export function parseContract(
  value: unknown,
): { ok: true; contract: CloudContract } | { ok: false; problems: readonly Problem[] } {
  const parsed = contractSchema.safeParse(value)
  if (parsed.success) return { ok: true, contract: parsed.data }
  const problems = new Map<string, Problem>()
  for (const { path } of parsed.error.issues.slice(0, limits.problems)) {
    const at = path.filter((segment) => typeof segment !== 'symbol')
    const here = pointer(...at)
    const field = at.at(-1) ?? ''
    problems.set(
      here,
      here === '/version'
        ? { code: 'version', params: {}, path: here }
        : { code: 'shape', params: { field }, path: here },
    )
  }
  return { ok: false, problems: [...problems.values()] }
}
