import { z } from 'zod'
import type { CloudContract, Payload } from '../contracts/contract'
import { channelSchema, contractSchema, readContract } from '../contracts/schema'
import { noValues, sections, valueFields, verificationMethods } from '../rules/requirement'
import type { TemplateRequirement } from './template'

const nothing = { en: '', zh: '' } as const
const texts = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })

/** As it stands in a file: what is not said is empty, and figures make it numeric. */
const requirementSchema = z
  .strictObject({
    section: z.enum(sections),
    title: texts,
    text: texts,
    condition: texts.default(nothing),
    values: z.partialRecord(z.enum([...valueFields, 'unit']), z.string().min(1)).optional(),
    verification: z.enum(verificationMethods),
    critical: z.boolean().default(false),
  })
  .transform(({ values, ...said }): TemplateRequirement => ({
    ...said,
    kind: values ? 'numeric' : 'statement',
    values: { ...noValues, ...values },
  }))
const requirements = z.array(requirementSchema)

/** Payloads stand readable in a file: a schema as JSON, protobuf line by line. */
const payload = z
  .union([
    z.strictObject({ format: z.literal('none') }),
    z.strictObject({ format: z.literal('jsonSchema'), schema: z.record(z.string(), z.unknown()) }),
    z.strictObject({ format: z.literal('protobuf'), message: z.string(), lines: z.array(z.string()) }),
  ])
  .transform((file): Payload => {
    if (file.format === 'none') return file
    if (file.format === 'jsonSchema')
      return { format: 'jsonSchema', schema: `${JSON.stringify(file.schema, null, 2)}\n` }
    return { format: 'protobuf', message: file.message, schema: `${file.lines.join('\n')}\n` }
  })
const purpose = texts.transform(({ en, zh }) => ({ en, zh, source: 'en', state: 'human' }) as const)
const contract = z
  .strictObject({
    ...contractSchema.shape,
    channels: z.array(z.strictObject({ ...channelSchema.shape, purpose, payload })),
  })
  .transform((file): CloudContract => readContract(file))

export const exampleFile = z.strictObject({ contract })
export const baseFile = z.strictObject({ requirements })
export const verticalFile = z.strictObject({
  requirements,
  /** What a sub-vertical leaves out, by English title, and what it adds or says otherwise. */
  subVerticals: z.record(z.string(), z.strictObject({ without: z.array(z.string()).default([]), requirements })),
  contract,
})
export type VerticalFile = z.infer<typeof verticalFile>
