import type { RecipeChoices } from '@/server/domains/releases/queries/recipe-choices'
import type { RecipeView } from '@/server/domains/releases/queries/list-packages'
import { defaultsOf, type PackagePart, type RecipientKind } from '@/server/domains/releases/rules/recipe'

/** A recipe while somebody fills it in. */
export type RecipeDraft = Readonly<{
  name: Readonly<{ en: string; zh: string }>
  kind: RecipientKind
  /** Empty: somebody without an account. */
  partnerOrgId: string
  recipientName: string
  contact: string
  setId: string
  parts: readonly PackagePart[]
  bomId: string
  specId: string
  watermark: boolean
}>

/** What usually goes to a kind of recipient, of what the product has. */
const usual = (kind: RecipientKind, choices: RecipeChoices) => {
  const { parts, bom, spec } = defaultsOf(kind)
  const firstOf = (list: readonly Readonly<{ id: string; letter: string | null }>[]) =>
    (list.find(({ letter }) => letter !== null) ?? list[0])?.id ?? ''
  return { parts, bomId: bom ? firstOf(choices.boms) : '', specId: spec ? firstOf(choices.specs) : '' }
}

export function emptyDraft(choices: RecipeChoices): RecipeDraft {
  const set = choices.sets.find(({ letter }) => letter !== null) ?? choices.sets[0]
  return {
    ...{ name: { en: '', zh: '' }, kind: 'boardHouse', partnerOrgId: '', recipientName: '', contact: '' },
    ...{ setId: set?.id ?? '', watermark: true, ...usual('boardHouse', choices) },
  }
}

export const draftOf = (recipe: RecipeView): RecipeDraft => ({
  name: { en: recipe.name.en, zh: recipe.name.zh },
  kind: recipe.kind,
  partnerOrgId: recipe.partnerOrgId ?? '',
  recipientName: recipe.recipientName,
  contact: recipe.recipientContact,
  setId: recipe.setId,
  parts: recipe.parts,
  bomId: recipe.bomId ?? '',
  specId: recipe.specId ?? '',
  watermark: recipe.watermark,
})

/** Another kind of recipient gets other things. */
export const withKind = (draft: RecipeDraft, kind: RecipientKind, choices: RecipeChoices): RecipeDraft => ({
  ...draft,
  kind,
  ...usual(kind, choices),
})

/** The draft as the server takes it. */
export const typedRecipe = ({ partnerOrgId, recipientName, contact, bomId, specId, parts, ...rest }: RecipeDraft) => ({
  ...rest,
  parts: [...parts],
  recipient:
    partnerOrgId === ''
      ? ({ to: 'other', name: recipientName, contact } as const)
      : ({ to: 'partner', partnerOrgId } as const),
  bomId: bomId || null,
  specId: specId || null,
})
