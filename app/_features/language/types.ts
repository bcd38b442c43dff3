import type { inferRouterOutputs } from '@trpc/server'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import type { AppRouter } from '@/server/trpc/root'

type Answers = inferRouterOutputs<AppRouter>['language']
export type QueueItem = Answers['listQueue']['items'][number]
export type QueueCount = Answers['countQueue'][number]
export type Suggestion = Answers['suggest'][number]
export type Glossary = Answers['getGlossary']

/** Both sides as they leave the editor. */
export type TypedText = Readonly<{ en: string; zh: string; source: Language }>
/** What the person says of them. */
export type Said = Readonly<{
  /** An engineer vouches that both say the same. */
  verify: boolean
  /** They were told that figures differ. */
  differs: boolean
  /** The counterpart is a machine's, and nobody touched it. */
  machine: boolean
}>

/** Somebody else's version, found while this one was written. */
export type Conflict = Readonly<{ theirs: BilingualText; onTake: () => void; onKeepMine: () => void }>

export type EditorProps = Readonly<{
  /** The text as it is stored. While nothing was typed, a newer one takes its place. */
  value: BilingualText
  onSave: (next: TypedText, said: Said) => void
  /** What the text is, in words: names both fields. */
  label: string
  /** Under which what was typed survives a reload of the tab. */
  keepAs: string
  /** A machine's words count only once somebody verified them. */
  critical?: boolean
  /** Whether the place can store that a counterpart is a machine's; if not, it has to be changed or verified. */
  keepsMachine?: boolean
  /** Only the counterpart can be written: the original is somebody else's. */
  sourceLocked?: boolean
  busy?: boolean
  error?: unknown
  /** Left out: a version that was stored meanwhile is noticed by itself. */
  conflict?: Conflict
  /** Whose words count: the product, and the partner where the text lies between it and the brand. */
  place?: Readonly<{ productId?: string; partnerOrgId?: string | null }>
  onCancel?: () => void
  autoFocus?: boolean
  maxLength?: number
}>
