import { z } from 'zod'
import { substitutionDecisions } from '@/server/domains/boms/lifecycle'
import { signingSides } from '@/server/domains/specs/rules/sign-off'
import { languages } from '@/server/kernel/bilingual'
import { id } from '@/server/kernel/inputs'
import { changeClasses, changeKinds, changeReasons, itemKinds, taskKinds } from './lifecycle'
import { approvalRoles } from './rules/approvals'
import { buckets, dispositionActions, isPositive } from './rules/disposition'
import { changeFilters } from './rules/filters'
import { impactAreas } from './rules/impact'

export const longestTitle = 160
export const longestWords = 2_000
export const longestMark = 60
/** Rows of a plan, items and tasks of one change. */
export const mostRows = 100

const version = z.int().positive()
const line = (max: number) => z.string().trim().max(max)
const text = (max: number) => z.object({ en: line(max), zh: line(max), source: z.enum(languages) })
const filled = ({ en, zh }: { en: string; zh: string }) => en !== '' || zh !== ''
const words = z.object({ en: line(longestWords), zh: line(longestWords) })
const said = words.refine(filled, { error: 'changes.reasonNeeded', path: ['en'] })
const hash = z.string().length(64)
const decimal = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'changes.numberInvalid')
const amount = decimal.refine(isPositive, 'changes.quantityNeeded')
const micros = z.string().regex(/^-?\d{1,18}$/, 'changes.numberInvalid')
const currency = z.string().regex(/^[A-Z]{3}$/, 'changes.currencyInvalid')
const day = z.iso.date('changes.dateInvalid')

export const listChangesInput = z.object({ productId: id('product'), filter: z.enum(changeFilters).default('open') })
export const changeInput = z.object({ changeId: id('change') })
export const changeStepInput = z.object({ changeId: id('change'), version })
export const reasonedStepInput = z.object({ changeId: id('change'), version, reason: said })

const described = {
  changeClass: z.enum(changeClasses),
  kind: z.enum(changeKinds),
  reasonCode: z.enum(changeReasons),
  title: text(longestTitle).refine(filled, { error: 'changes.titleNeeded', path: ['en'] }),
  reason: text(longestWords).refine(filled, { error: 'changes.reasonNeeded', path: ['en'] }),
  /** The line is down: decided within 24 hours, valid for the lot that is named. */
  emergency: z.boolean().default(false),
  deviationLot: line(longestMark).default(''),
  /** The BOM it changes; null where it touches none. */
  bomId: id('bom').nullable(),
}
export const raiseChangeInput = z.object({
  productId: id('product'),
  /** The factory it lies with; a factory raises its own. */
  partnerOrgId: id('org').nullish(),
  ...described,
})
export const editChangeInput = z.object({ changeId: id('change'), version, ...described })

export const addItemInput = z.object({
  changeId: id('change'),
  kind: z.enum(itemKinds),
  name: text(longestTitle).refine(filled, { error: 'changes.nameNeeded', path: ['en'] }),
  before: line(longestMark).default(''),
  after: line(longestMark).default(''),
})
export const removeItemInput = z.object({ itemId: id('changeItem') })

export const assessImpactInput = z.object({
  changeId: id('change'),
  entries: z
    .array(
      z.object({
        area: z.enum(impactAreas),
        affected: z.boolean(),
        facts: z
          .object({
            percent: decimal.optional(),
            amountMicros: micros.optional(),
            currency: currency.optional(),
            days: z.int().min(-1_000).max(1_000).optional(),
            quantity: decimal.optional(),
            uom: line(20).optional(),
            retest: z.boolean().optional(),
          })
          .default({}),
        words: words.default({ en: '', zh: '' }),
      }),
    )
    .min(1)
    .max(impactAreas.length),
})

export const approveChangeInput = z.object({
  changeId: id('change'),
  role: z.enum(approvalRoles),
  /** Hash of what was on the screen. */
  hash,
})

const effectivity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), from: day }),
  z.object({
    kind: z.enum(['lot', 'serial', 'orderLine']),
    from: line(longestMark).min(1, 'changes.startNeeded'),
  }),
  z.object({ kind: z.enum(['stockExhaustion', 'immediate']) }),
])
export const planChangeInput = z.object({
  changeId: id('change'),
  version,
  effectivity,
  dispositions: z
    .array(
      z.object({
        bucket: z.enum(buckets),
        action: z.enum(dispositionActions),
        quantity: amount,
        unitCostMicros: micros.nullable(),
        currency,
        payer: z.enum(signingSides),
        dueOn: day.nullable(),
      }),
    )
    .max(mostRows),
})
export const agreePlanInput = z.object({ changeId: id('change'), hash })

export const verifyChangeInput = z.object({ changeId: id('change'), note: words.default({ en: '', zh: '' }) })

export const addTaskInput = z.object({
  changeId: id('change'),
  kind: z.enum(taskKinds),
  side: z.enum(signingSides),
  title: text(longestTitle),
  dueOn: day.nullable(),
})
export const finishTaskInput = z.object({ taskId: id('changeTask'), version, done: z.boolean() })

export const consequencesInput = z.object({ substitutionId: id('substitution') })
export const answerSubstitutionInput = z
  .object({
    substitutionId: id('substitution'),
    version,
    decision: z.enum(substitutionDecisions),
    /** The lot it is allowed for. */
    lot: line(longestMark).default(''),
    answer: words.default({ en: '', zh: '' }),
  })
  .refine(({ decision, lot }) => decision !== 'lot' || lot !== '', { error: 'changes.lotNeeded', path: ['lot'] })
  .refine(({ decision, answer }) => decision !== 'never' || filled(answer), {
    error: 'changes.reasonNeeded',
    path: ['answer', 'en'],
  })

export type ListChanges = z.output<typeof listChangesInput>
export type ChangeRef = z.output<typeof changeInput>
export type ChangeStep = z.output<typeof changeStepInput>
export type ReasonedStep = z.output<typeof reasonedStepInput>
export type RaiseChange = z.output<typeof raiseChangeInput>
export type EditChange = z.output<typeof editChangeInput>
export type AddItem = z.output<typeof addItemInput>
export type RemoveItem = z.output<typeof removeItemInput>
export type AssessImpact = z.output<typeof assessImpactInput>
export type ApproveChange = z.output<typeof approveChangeInput>
export type PlanChange = z.output<typeof planChangeInput>
export type AgreePlan = z.output<typeof agreePlanInput>
export type VerifyChange = z.output<typeof verifyChangeInput>
export type AddTask = z.output<typeof addTaskInput>
export type FinishTask = z.output<typeof finishTaskInput>
export type AnswerSubstitution = z.output<typeof answerSubstitutionInput>
