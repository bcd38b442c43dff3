import { z } from 'zod'
import { matchGroups } from './match-groups'

const id = z.string().min(1).max(40)
const version = z.int().positive()

export const matchLinesInput = z.object({
  revisionId: id,
  group: z.enum(matchGroups).default('likely'),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
})
export const candidatesInput = z.object({ lineId: id })
/** `partId` null takes the link away; `learn` offers the same answer for the next line that says the same. */
export const linkLineInput = z.object({ lineId: id, version, partId: id.nullable(), learn: z.boolean().default(true) })
export const linkExactInput = z.object({ revisionId: id })
export const createPartFromLineInput = z.object({ lineId: id, version, number: z.string().trim().min(1).max(60) })
export const assignLineInput = z.object({ lineId: id, version, ownerId: id.nullable(), dueOn: z.iso.date().nullable() })
export const fileCrossReferencesInput = z.object({ revisionId: id })
export const learnFromFileInput = z.object({ revisionId: id, partnerOrgId: id })
export const placementCheckInput = z.object({ bomId: id, revisionId: id.optional(), fileId: id.optional() })
