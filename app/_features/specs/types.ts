import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/root'

type Outputs = inferRouterOutputs<AppRouter>['specs']
type Inputs = inferRouterInputs<AppRouter>['specs']
export type SpecList = Outputs['listSpecs']
export type SpecSummary = SpecList['specs'][number]
export type Spec = Outputs['getSpec']
/** A revision in the history of its document. */
export type RevisionSummary = Spec['revisions'][number]
/** A revision with its review. */
export type Revision = Outputs['getRevision']
export type { Check } from '@/server/domains/specs/rules/checks'
export type { Requirement } from '@/server/domains/specs/rules/requirement'
/** A requirement as the editor holds it and the server takes it. */
export type { TypedContent as Content, TypedText } from '@/server/domains/specs/rules/content'
export type HistoryEntry = Outputs['getRequirement']['history'][number]
export type BulkChange = Inputs['bulkEdit']['change']
/** What a spreadsheet would do to a draft, and what of it is sent to be done. */
export type { SheetProposal } from '@/server/domains/specs/queries/propose-sheet'
export type SheetInput = Inputs['applySheet']
export type PastePreview = Outputs['previewPaste']
/** Who can answer for a requirement. */
export type Owner = Outputs['listRequirements']['owners'][number]
