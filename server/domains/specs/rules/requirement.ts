import type { BilingualText } from '@/server/kernel/bilingual'

/** Parts of a specification, in the order they are shown and printed. */
export const sections = [
  'electrical',
  'mechanical',
  'radio',
  'power',
  'environment',
  'reliability',
  'packaging',
  'firmware',
  'cloudInterface',
  'test',
  'certification',
] as const
export type Section = (typeof sections)[number]

/** How it is shown that a requirement is met (ISO/IEC/IEEE 29148, 6.5.2.2: the four methods of verification). */
export const verificationMethods = ['inspection', 'analysis', 'demonstration', 'test'] as const
export type VerificationMethod = (typeof verificationMethods)[number]

/** `numeric` is judged by a limit with a unit, `statement` by its words. */
export const requirementKinds = ['numeric', 'statement'] as const
export type RequirementKind = (typeof requirementKinds)[number]

/** What a requirement can point at. */
export const linkKinds = ['requirement', 'bomLine', 'firmware', 'test'] as const
export type LinkKind = (typeof linkKinds)[number]
/** `label` is what the target was called when linked, so that the link stays readable. */
export type RequirementLink = Readonly<{ kind: LinkKind; id: string; label: string }>

/** Figures of a numeric requirement: decimal texts as their author wrote them, empty where not given. */
export const valueFields = ['nominal', 'min', 'typ', 'max', 'tolerancePlus', 'toleranceMinus'] as const
export type ValueField = (typeof valueFields)[number]
export type Values = Readonly<Record<ValueField, string>> & Readonly<{ unit: string }>
export const noValues: Values = {
  nominal: '',
  min: '',
  typ: '',
  max: '',
  tolerancePlus: '',
  toleranceMinus: '',
  unit: '',
}

/** Texts of a requirement, in both languages. */
export const textFields = ['title', 'text', 'condition'] as const
export type TextField = (typeof textFields)[number]

/** What a requirement says: all that the content hash covers and a diff compares. */
export type RequirementContent = Readonly<{
  section: Section
  kind: RequirementKind
  title: BilingualText
  text: BilingualText
  /** Under what circumstances the figures hold: temperature, load, supply. */
  condition: BilingualText
  values: Values
  verification: VerificationMethod | null
  /** Critical to quality: read back, gated, and never released with an unclear translation. */
  critical: boolean
  /** Who answers for it, a user id of either organisation. */
  ownerId: string | null
  links: readonly RequirementLink[]
  attachmentIds: readonly string[]
}>

/** A requirement in a revision. `id` and `code` stay the same in all revisions and are never given to another one. */
export type Requirement = RequirementContent &
  Readonly<{
    id: string
    /** Its number as people say it: `R-012`. */
    code: string
    /** Order inside the whole document; gaps are normal. */
    position: number
    version: number
  }>

/** `R-012` for 12. */
export const requirementCode = (ordinal: number): string => `R-${String(ordinal).padStart(3, '0')}`
