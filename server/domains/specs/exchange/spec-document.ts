import type { BilingualText, Language } from '@/server/kernel/bilingual'
import type { SpecRevisionState } from '../lifecycle'
import type { Requirement } from '../rules/requirement'
import type { RequiredSignature } from '../rules/sign-off'

/** The same words in both languages; one may be empty. */
export type Both = Readonly<Record<Language, string>>

/** A signature that is required: given, or still open (`signed` null). */
export type PrintedSignature = RequiredSignature &
  Readonly<{
    signed: Readonly<{
      name: Both
      /** Legal names. */
      org: Both
      at: Date
      /** sha256 that was signed, hex. */
      contentHash: string
    }> | null
  }>

export type PrintedRevision = Readonly<{
  /** `0.3`. */
  number: string
  letter: string | null
  state: SpecRevisionState
  /** When it was released, else when it was begun. */
  at: Date
  note: BilingualText
}>

/** What a cloud contract comes to on paper. `facts` are identity, provisioning and update, already in words. */
export type PrintedContract = Readonly<{
  version: string
  facts: readonly Readonly<{ label: Both; value: Both }>[]
  transports: readonly Readonly<{ id: string; protocol: string; place: string; security: string }>[]
  channels: readonly Readonly<{
    id: string
    transport: string
    direction: 'deviceToCloud' | 'cloudToDevice'
    address: string
    method: string
    payload: string
    purpose: BilingualText
  }>[]
}>

/** All that a specification says on paper, as one reader may see it: a factory is shown no other one. */
export type SpecDocument = Readonly<{
  /** `WL-20-SPEC-01`. */
  number: string
  name: BilingualText
  productCode: string
  productName: BilingualText
  governingLanguage: Language
  /** Legal names of the brand, and of the factory that signs with it. */
  owner: Both
  partner: Both | null
  revision: PrintedRevision & Readonly<{ releasedAt: Date | null; reason: BilingualText }>
  /** sha256 of the content, hex; null before review. */
  contentHash: string | null
  /** Newest first. */
  history: readonly PrintedRevision[]
  /** In the order of the document. */
  requirements: readonly Pick<
    Requirement,
    'code' | 'section' | 'kind' | 'title' | 'text' | 'condition' | 'values' | 'verification' | 'critical'
  >[]
  contract: PrintedContract | null
  signatures: readonly PrintedSignature[]
  /** Where the organisations are, the brand first: instants are printed on each of these clocks. */
  zones: readonly string[]
  /** Null leaves the time of printing out, and the same document is the same bytes whenever it is printed. */
  printedAt: Date | null
}>
