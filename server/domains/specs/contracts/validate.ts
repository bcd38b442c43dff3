import { checkContract } from './checks'
import { limits, pointer, type CloudContract, type Payload } from './contract'
import { readJsonSchema } from './json-schema'
import type { Problem } from './problems'
import { readProtobuf } from './protobuf'
import { parseContract } from './schema'

/** A contract out of anything, whole and right, or what is wrong with it. Bounded in time and memory for any input. */
export function validateContract(
  value: unknown,
): { ok: true; contract: CloudContract } | { ok: false; problems: readonly Problem[] } {
  const parsed = parseContract(value)
  if (!parsed.ok) return parsed
  const problems = [...checkContract(parsed.contract), ...payloadProblems(parsed.contract)].slice(0, limits.problems)
  return problems.length > 0 ? { ok: false, problems } : parsed
}

function payloadProblems({ channels }: CloudContract): readonly Problem[] {
  const length = channels.reduce((sum, { payload }) => sum + (payload.format === 'none' ? 0 : payload.schema.length), 0)
  if (length > limits.schemasLength)
    return [{ code: 'schemasTooLarge', params: { max: limits.schemasLength }, path: '/channels' }]
  return channels.flatMap(({ payload }, at) => checkPayload(payload, pointer('channels', at, 'payload')))
}

/** What is wrong with the text of one payload, so that an editor can say it while the text is written. */
export function checkPayload(payload: Payload, path = ''): readonly Problem[] {
  if (payload.format === 'none') return []
  const here = path + pointer('schema')
  if (payload.format === 'jsonSchema') {
    const read = readJsonSchema(payload.schema, here)
    return read.ok ? [] : read.problems
  }
  const read = readProtobuf(payload.schema, here)
  if (!read.ok) return read.problems
  if (read.file.messages.has(payload.message)) return []
  return [{ code: 'protoMessage', params: { message: payload.message }, path: path + pointer('message') }]
}
