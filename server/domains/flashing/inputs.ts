import { z } from 'zod'
import { id } from '@/server/kernel/inputs'
import { mostResults } from './reporting/limits'
import { longestNotes, longestReason, longestSerial } from './rules/serials'
import { setAsideKinds } from './rules/set-aside'

const version = z.int().positive()
const notes = z.object({ en: z.string().trim().max(longestNotes), zh: z.string().trim().max(longestNotes) })

export const productInput = z.object({ productId: id('product') })
export const packageInput = z.object({ packageId: id('flashPackage') })
export const offerInput = z.object({ promotionId: id('firmwarePromotion') })
export const issuePackageInput = z.object({
  promotionId: id('firmwarePromotion'),
  partnerOrgId: id('org'),
  /** Null where the brand does not number devices. */
  serials: z
    .object({
      prefix: z.string().trim().toUpperCase().max(longestSerial),
      first: z.int(),
      count: z.int(),
      digits: z.int(),
    })
    .nullable(),
  notes,
})
/** What somebody at the line sees: the first eight digits of the hash, typed. */
export const acknowledgeInput = z.object({
  packageId: id('flashPackage'),
  version,
  hashStart: z.string().trim().toLowerCase().max(64),
})
export const withdrawPackageInput = z.object({ packageId: id('flashPackage'), version })

const unit = z.object({
  serial: z.string().max(200),
  station: z.string().max(200).default(''),
  at: z.string().max(60),
  outcome: z.string().max(40),
  sha256: z.string().max(100).default(''),
  note: z.string().max(4_000).default(''),
})
/** Devices as a station page or a program says them. */
export const unitsInput = z.array(unit).min(1).max(mostResults)
export const reportUnitsInput = z.object({ packageId: id('flashPackage'), units: unitsInput })
export const listResultsInput = z.object({
  packageId: id('flashPackage'),
  show: z.enum(['all', 'flagged']).default('all'),
  cursor: z.string().max(80).nullish(),
})
export const unitInput = z.object({ productId: id('product'), serial: z.string().trim().min(1).max(200) })

/** `resultId`: the last word on the device, and `version`: how often it was set aside, as the person sees both. */
export const setAsideInput = z.object({
  resultId: id('flashResult'),
  version: z.int().nonnegative(),
  kind: z.enum(setAsideKinds),
  reason: z
    .object({ en: z.string().trim().max(longestReason), zh: z.string().trim().max(longestReason) })
    .refine(({ en, zh }) => en !== '' || zh !== '', { error: 'flashing.reasonNeeded', path: ['en'] }),
})
export const takeBackInput = z.object({ setAsideId: id('flashSetAside') })

export type IssuePackage = z.output<typeof issuePackageInput>
export type Acknowledge = z.output<typeof acknowledgeInput>
export type SetAside = z.output<typeof setAsideInput>
export type ListResults = z.output<typeof listResultsInput>
