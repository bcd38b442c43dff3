import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/root'

type Outputs = inferRouterOutputs<AppRouter>['boms']
export type Bom = Outputs['getBom']
export type BomSummary = Outputs['listBoms']['boms'][number]
export type PendingImport = Outputs['listImports'][number]
export type Line = Outputs['lines']['lines'][number]
export type LineDetail = Outputs['getLine']
export type Import = Outputs['getImport']
export type Preview = Outputs['previewImport']
export type Changes = NonNullable<Outputs['previewChanges']>
export type ImportTemplate = Outputs['listImportTemplates'][number]
export type PreviewPage = Outputs['previewLines']
/** How the file is to be read, as far as the person said. */
export type Reading = inferRouterInputs<AppRouter>['boms']['adjustImport']['reading']
/** A line that something beside the grid leads to; `turn` tells one asking from the next. */
export type AskedLine = Readonly<{ lineId: string; turn: number }>
