import { z } from 'zod'
import { memberRoles, orgKinds } from '@/server/kernel/actor'
import { languages } from '@/server/kernel/bilingual'
import { email, signUpInput, timeZone } from '@/server/domains/people/inputs'
import { normalizeUscc } from './rules/uscc'

const legalName = z.string().trim().max(160, 'orgs.nameLong').default('')
const country = z.string().regex(/^[A-Z]{2}$/, 'orgs.countryInvalid')
const currency = z.string().regex(/^[A-Z]{3}$/, 'orgs.currencyInvalid')
const hasScheme = (text: string) => /^https?:\/\//i.test(text)
const website = z
  .string()
  .trim()
  .max(200, 'orgs.websiteInvalid')
  .transform((text) => (text === '' || hasScheme(text) ? text : `https://${text}`))
  .refine(
    (text) => text === '' || (URL.canParse(text) && hasScheme(text) && new URL(text).hostname.includes('.')),
    'orgs.websiteInvalid',
  )
  .default('')
const about = z.string().trim().max(2_000, 'orgs.aboutLong').default('')

const orgShape = {
  legalNameEn: legalName,
  legalNameZh: legalName,
  country,
  city: z.string().trim().max(80, 'orgs.nameLong').default(''),
  timeZone,
  currency,
  uscc: z
    .string()
    .max(40, 'orgs.usccLong')
    .nullish()
    .transform((code) => normalizeUscc(code ?? '') || null),
  about: z.object({ en: about, zh: about, source: z.enum(languages) }).nullish(),
  website,
  listed: z.boolean().default(false),
}
const named = (org: { legalNameEn: string; legalNameZh: string }) => org.legalNameEn !== '' || org.legalNameZh !== ''
const nameNeeded = { error: 'orgs.nameNeeded', path: ['name'] }

export const createOrgInput = z.object({ kind: z.enum(orgKinds), ...orgShape }).refine(named, nameNeeded)
export type CreateOrgInput = z.output<typeof createOrgInput>
export const updateOrgInput = z.object({ ...orgShape, version: z.int().positive() }).refine(named, nameNeeded)
export type UpdateOrgInput = z.output<typeof updateOrgInput>

const id = z.string().max(40)
const token = z.string().min(1).max(200)
export const orgIdInput = z.object({ orgId: id })
export const inviteInput = z.object({ email: email.nullish(), role: z.enum(memberRoles) })
export const invitationIdInput = z.object({ invitationId: id })
export const invitationTokenInput = z.object({ token })
export const joinInput = z.object({ token, person: signUpInput })
export const memberInput = z.object({ userId: id })
export const changeRoleInput = z.object({ userId: id, role: z.enum(memberRoles), version: z.int().positive() })
export const manufacturersInput = z.object({
  search: z.string().max(100).default(''),
  cursor: z.object({ sortKey: z.string().max(400), id }).nullish(),
})
