import { z } from 'zod'
import { id } from '@/server/kernel/inputs'
import { longestLinkDays } from './rules/links'
import { longestContact, longestName, packageParts, recipientKinds } from './rules/recipe'

const version = z.int().positive()
const typed = (max: number) => z.object({ en: z.string().trim().max(max), zh: z.string().trim().max(max) })
const name = typed(longestName).refine(({ en, zh }) => en !== '' || zh !== '', {
  error: 'releases.nameNeeded',
  path: ['en'],
})

export const productInput = z.object({ productId: id('product') })
export const packageInput = z.object({ packageId: id('package') })
export const packageStepInput = z.object({ packageId: id('package'), version })
export const recipeStepInput = z.object({ recipeId: id('packageRecipe'), version })

/** Whom it is for: a partner of the product, or somebody without an account, by name. */
const recipient = z.discriminatedUnion('to', [
  z.object({ to: z.literal('partner'), partnerOrgId: id('org') }),
  z.object({
    to: z.literal('other'),
    name: z.string().trim().min(1, 'releases.recipientNeeded').max(longestName),
    contact: z.string().trim().max(longestContact),
  }),
])
const recipe = z.object({
  name,
  kind: z.enum(recipientKinds),
  recipient,
  setId: id('designSet'),
  parts: z.array(z.enum(packageParts)).max(packageParts.length),
  bomId: id('bom').nullable(),
  specId: id('spec').nullable(),
  watermark: z.boolean(),
})
export const createRecipeInput = recipe.extend({ productId: id('product') })
export const editRecipeInput = recipe.extend({ recipeId: id('packageRecipe'), version })

export const makePackageInput = z.object({ recipeId: id('packageRecipe') })
/** `unmarked`: PDFs that cannot be marked go in as they are. */
export const retryInput = packageStepInput.extend({ unmarked: z.boolean() })

export const createLinkInput = z.object({
  packageId: id('package'),
  /** Who it is given to, as the log says it. */
  name: z.string().trim().min(1, 'releases.linkNameNeeded').max(longestName),
  days: z.int().min(1).max(longestLinkDays),
})
export const linkInput = z.object({ linkId: id('packageLink'), version })
export const tokenInput = z.object({ token: z.string().max(200) })

export type CreateRecipe = z.output<typeof createRecipeInput>
export type EditRecipe = z.output<typeof editRecipeInput>
export type RecipeStep = z.output<typeof recipeStepInput>
export type MakePackage = z.output<typeof makePackageInput>
export type PackageStep = z.output<typeof packageStepInput>
export type RetryPackage = z.output<typeof retryInput>
export type CreateLink = z.output<typeof createLinkInput>
export type LinkStep = z.output<typeof linkInput>

const ids = z.array(z.string().max(40)).max(200)
/** One part of a draft, by the ids of the things; which release of them is always the one in force. */
export const goldenChoice = z.discriminatedUnion('part', [
  z.object({ part: z.literal('spec'), id: id('spec').nullable() }),
  z.object({ part: z.literal('bom'), id: id('bom').nullable(), variant: z.string().max(60).nullable() }),
  z.object({ part: z.literal('designs'), ids }),
  z.object({ part: z.literal('firmware'), ids }),
  z.object({ part: z.literal('testPlans'), ids }),
  z.object({ part: z.literal('artwork'), ids }),
])
export type GoldenChoice = z.output<typeof goldenChoice>

export const goldenInput = z.object({ goldenId: id('goldenPackage') })
export const goldenStepInput = goldenInput.extend({ version })
export const assembleInput = z.object({ productId: id('product'), partnerOrgId: id('org') })
export const choosePartInput = goldenStepInput.extend({ choice: goldenChoice })
/** `accepted`: keys of the gaps whoever proposes has seen and agrees to go without. */
export const proposeInput = goldenStepInput.extend({ accepted: z.array(z.string().max(300)).max(200) })
/** `contentHash` as the signer saw it. */
export const signInput = goldenStepInput.extend({ contentHash: z.string().regex(/^[0-9a-f]{64}$/) })

export type Assemble = z.output<typeof assembleInput>
export type GoldenStep = z.output<typeof goldenStepInput>
export type ChoosePart = z.output<typeof choosePartInput>
export type ProposeGolden = z.output<typeof proposeInput>
export type SignGolden = z.output<typeof signInput>
