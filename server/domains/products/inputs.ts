import { z } from 'zod'
import { page } from '@/server/kernel/inputs'
import { codePattern, grants, isSubVertical, phases, tidyCode, verticalNames } from './rules'

const productId = z.string().max(40)
const partyId = z.string().max(40)
const version = z.number().int().positive()
const line = (max: number) => z.string().trim().max(max)
const grantList = z.array(z.enum(grants)).max(grants.length)

/** Messages are codes of the `products` namespace, said in the reader's language by whoever shows them. */
const name = z
  .object({ en: line(120), zh: line(120) })
  .refine(({ en, zh }) => en !== '' || zh !== '', { error: 'products.form.nameNeeded', path: ['en'] })
const code = z.string().max(60).transform(tidyCode).pipe(z.string().regex(codePattern, 'products.form.codeShape'))

const described = {
  name,
  code,
  summary: z.object({ en: line(2_000), zh: line(2_000) }),
  vertical: z.enum(verticalNames),
  subVertical: z.string().max(40),
}
const fits = (value: { vertical: (typeof verticalNames)[number]; subVertical: string }) =>
  isSubVertical(value.vertical, value.subVertical)
const misfit = { error: 'products.form.subVerticalNeeded', path: ['subVertical'] }

export const createProductInput = z.object({ ...described, phase: z.enum(phases) }).refine(fits, misfit)
export const updateProductInput = z.object({ productId, version, ...described }).refine(fits, misfit)
/** One of a product's texts as the editor hands it over; `differs`: its figures were seen to disagree. */
export const reviseTextInput = z.object({
  productId,
  version,
  field: z.enum(['name', 'summary']),
  text: z
    .object({ en: line(2_000), zh: line(2_000), source: z.enum(['en', 'zh']) })
    .refine((text) => text[text.source] !== '', { error: 'products.form.nameNeeded', path: ['source'] }),
  verify: z.boolean().default(false),
  differs: z.boolean().default(false),
  machine: z.boolean().default(false),
})
export const changePhaseInput = z.object({ productId, version, phase: z.enum(phases), reason: line(500) })
export const productVersionInput = z.object({ productId, version })
export const productInput = z.object({ productId })
export const listProductsInput = z.object({
  ...page(productId, 50),
  search: line(100).default(''),
  archived: z.boolean().default(false),
})

export const invitePartnerInput = z.object({
  productId,
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('org'), orgId: z.string().max(40) }),
    z.object({
      kind: z.literal('email'),
      email: z.email('products.form.emailShape').max(254),
      locale: z.enum(['en', 'zh']),
    }),
    z.object({ kind: z.literal('link') }),
  ]),
  grants: grantList,
  message: line(1_000),
})
export const partyVersionInput = z.object({ partyId, version })
export const updateGrantsInput = z.object({ partyId, version, grants: grantList })
export const revokePartnerInput = z.object({ partyId, version, reason: line(500) })

/** An invitation is named by its link or, for the organisation or person it was addressed to, by its id. */
const invitation = z.string().min(10).max(100)
export const invitationInput = z.object({ invitation, language: z.enum(['en', 'zh']).nullish() })
export const acceptInvitationInput = z.object({
  invitation,
  language: z.enum(['en', 'zh']),
  /** Hash of the text that was on the screen. */
  textHash: z.string().length(64),
  signerName: line(80).min(1, 'products.form.signerNeeded'),
  signerTitle: line(80),
})
export const declineInvitationInput = z.object({ invitation, reason: line(500) })
export const ndaRecordInput = z.object({ ndaId: z.string().max(40) })

export type CreateProduct = z.output<typeof createProductInput>
export type UpdateProduct = z.output<typeof updateProductInput>
export type ReviseText = z.output<typeof reviseTextInput>
export type ChangePhase = z.output<typeof changePhaseInput>
export type ListProducts = z.output<typeof listProductsInput>
export type InvitePartner = z.output<typeof invitePartnerInput>
export type AcceptInvitation = z.output<typeof acceptInvitationInput>
