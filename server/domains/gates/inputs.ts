import { z } from 'zod'
import { attachmentIds } from '@/server/domains/attachments/inputs'
import { phases } from '@/server/domains/products/rules'
import { signingRoles, signingSides } from '@/server/domains/specs/rules/sign-off'
import { languages } from '@/server/kernel/bilingual'
import { id } from '@/server/kernel/inputs'
import {
  evidenceKinds,
  gateParts,
  longestEvidence,
  longestItemText,
  longestMetric,
  longestThreshold,
  mayAsk,
  systemChecks,
} from './rules/criterion'
import { evidenceResults } from './rules/standing'
import { wordKinds } from './rules/words'

const version = z.int().positive()
const line = (max: number) => z.string().trim().max(max)
const text = (max: number) =>
  z.object({
    en: line(max),
    zh: line(max),
    source: z.enum(languages),
    /** An engineer vouches that both sides say the same; `differs` where they were told that figures do not agree. */
    verify: z.boolean().optional(),
    differs: z.boolean().optional(),
    /** A machine proposed the counterpart and nobody touched it. */
    machine: z.boolean().optional(),
  })
const reason = z.object({ en: line(2_000), zh: line(2_000) })
const said = reason.refine(({ en, zh }) => en !== '' || zh !== '', { error: 'gates.reasonNeeded', path: ['en'] })

export const productGatesInput = z.object({ productId: id('product') })
export const gateInput = z.object({ gateId: id('gate') })

const criterion = z.object({
  part: z.enum(gateParts),
  text: text(longestItemText).refine(({ en, zh }) => en !== '' || zh !== '', {
    error: 'gates.textNeeded',
    path: ['en'],
  }),
  metric: text(longestMetric),
  threshold: line(longestThreshold),
  evidence: z.enum(evidenceKinds),
  side: z.enum(signingSides),
  role: z.enum(signingRoles),
  mandatory: z.boolean(),
  waivable: z.boolean(),
  waiverRole: z.enum(signingRoles),
  check: z.enum(systemChecks).nullable(),
})
const askable = ({
  side,
  check,
}: {
  side: (typeof signingSides)[number]
  check: (typeof systemChecks)[number] | null
}) => check === null || mayAsk(side, check)
const notAskable = { error: 'gates.checkNotForPartner', path: ['check'] }
export const addItemInput = z.object({ gateId: id('gate'), item: criterion.refine(askable, notAskable) })
export const editItemInput = z.object({
  itemId: id('gateItem'),
  version,
  item: criterion.refine(askable, notAskable),
})
export const removeItemInput = z.object({ itemId: id('gateItem'), version })

export const addEvidenceInput = z.object({
  itemId: id('gateItem'),
  result: z.enum(evidenceResults),
  /** What was found, in the words of whoever found it. */
  words: z
    .object({ en: line(longestEvidence), zh: line(longestEvidence) })
    .refine(({ en, zh }) => en !== '' || zh !== '', { error: 'gates.wordsNeeded', path: ['en'] }),
  /** The figure that was reached, as measured: `94 %`. */
  reached: line(longestThreshold).default(''),
  attachmentIds,
  /** For the brand on a factory's criterion: the factory it concerns; left out, the brand's own. */
  partnerOrgId: id('org').nullish(),
  /** Chosen by the client before the first attempt: a retry is the same entry. */
  clientKey: z.uuid('common.idInvalid'),
})

/** The counterpart of words of a gate, by a person of either side. */
export const translateWordsInput = z.object({
  kind: z.enum(wordKinds),
  id: z.string().max(60),
  field: line(20),
  /** Both texts as they stood on the screen: what became another text meanwhile is read first. */
  seen: z.object({ en: z.string().max(longestEvidence), zh: z.string().max(longestEvidence) }),
  text: line(longestEvidence),
  verify: z.boolean().default(false),
  differs: z.boolean().default(false),
  machine: z.boolean().default(false),
})

export const waiveItemInput = z.object({
  itemId: id('gateItem'),
  reason: said,
  /** Last day, by the brand's calendar. */
  expiresOn: z.iso.date('gates.expiryInvalid'),
})
export const withdrawWaiverInput = z.object({ waiverId: id('waiver') })

const step = { gateId: id('gate'), version }
export const gateStepInput = z.object(step)
export const reasonedGateStepInput = z.object({ ...step, reason: said })
export const submitGateInput = z.object({
  ...step,
  note: reason,
  /** The factory that signs too; null where the brand signs alone. */
  partnerOrgId: id('org').nullable(),
  signatures: z
    .array(z.object({ side: z.enum(signingSides), role: z.enum(signingRoles) }))
    .min(1)
    .max(8),
})
export const signGateInput = z.object({
  gateId: id('gate'),
  role: z.enum(signingRoles),
  /** Hash of what was on the screen. */
  hash: z.string().length(64),
})
export const changePhaseInput = z.object({
  productId: id('product'),
  version,
  phase: z.enum(phases),
  reason: line(500),
  /** The acting person takes the risk of moving on although a gate says no. */
  atRisk: z.boolean().default(false),
})

export type ProductGates = z.output<typeof productGatesInput>
export type AddItem = z.output<typeof addItemInput>
export type EditItem = z.output<typeof editItemInput>
export type RemoveItem = z.output<typeof removeItemInput>
export type AddEvidence = z.output<typeof addEvidenceInput>
export type TranslateWords = z.output<typeof translateWordsInput>
export type WaiveItem = z.output<typeof waiveItemInput>
export type GateStep = z.output<typeof gateStepInput>
export type ReasonedGateStep = z.output<typeof reasonedGateStepInput>
export type SubmitGate = z.output<typeof submitGateInput>
export type SignGate = z.output<typeof signGateInput>
export type ChangePhaseAtGate = z.output<typeof changePhaseInput>
