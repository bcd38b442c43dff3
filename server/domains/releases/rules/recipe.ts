import { designFileKinds, type DesignFileKind } from '@/server/domains/designFiles/rules/design-file'

/** Whom a package is for, which decides what usually goes in. */
export const recipientKinds = ['boardHouse', 'assembler', 'certificationLab', 'other'] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** What of a design set may go in. `stencil`: of the layers of a board those a stencil is cut from, where not all go. */
export const packageParts = [...designFileKinds, 'stencil'] as const
export type PackagePart = DesignFileKind | 'stencil'

/** What usually goes in: parts of the design set, and whether the BOM and the specification do. */
export type RecipeDefaults = Readonly<{ parts: readonly PackagePart[]; bom: boolean; spec: boolean }>
const defaults: Readonly<Record<RecipientKind, RecipeDefaults>> = {
  boardHouse: { parts: ['fabrication', 'drawing'], bom: false, spec: false },
  assembler: { parts: ['placement', 'stencil', 'drawing', 'testPlan'], bom: true, spec: false },
  certificationLab: { parts: ['schematic', 'layout', 'drawing', 'artwork'], bom: true, spec: true },
  other: { parts: ['drawing'], bom: false, spec: false },
}
export const defaultsOf = (kind: RecipientKind): RecipeDefaults => defaults[kind]

/** Characters of the name of a recipe or a recipient, and of how to reach one. */
export const longestName = 120
export const longestContact = 200
/** Recipes of one product. */
export const mostRecipes = 100

type Listed = Readonly<{ kind: DesignFileKind; stencil: boolean }>

/** Whether a file goes in. `stencil` says of a file that a stencil is cut from it. */
export const goesIn = ({ kind, stencil }: Listed, parts: readonly PackagePart[]): boolean =>
  parts.includes(kind) || (stencil && parts.includes('stencil'))

/** The parts that were asked for and of which no file is there, in their order. */
export const partsWithoutFiles = (parts: readonly PackagePart[], files: readonly Listed[]): PackagePart[] =>
  packageParts.filter((part) => parts.includes(part) && !files.some((file) => goesIn(file, [part])))
