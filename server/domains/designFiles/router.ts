import { memberProcedure, router } from '@/server/trpc/init'
import { createSet, renameSet } from './commands/create-set'
import { removeFile, restoreFile, setKind } from './commands/edit-files'
import { releaseRevision, startRevision } from './commands/release-revision'
import { beginUpload } from './commands/upload-file'
import * as inputs from './inputs'
import { getSet } from './queries/get-set'
import { listSets } from './queries/list-sets'

export const designFilesRouter = router({
  listSets: memberProcedure.input(inputs.productDesignsInput).query(({ ctx, input }) => listSets(ctx, input)),
  getSet: memberProcedure.input(inputs.readSetInput).query(({ ctx, input }) => getSet(ctx, input)),
  createSet: memberProcedure.input(inputs.createSetInput).mutation(({ ctx, input }) => createSet(ctx, input)),
  renameSet: memberProcedure.input(inputs.renameSetInput).mutation(({ ctx, input }) => renameSet(ctx, input)),
  startRevision: memberProcedure.input(inputs.setInput).mutation(({ ctx, input }) => startRevision(ctx, input)),
  releaseRevision: memberProcedure.input(inputs.releaseInput).mutation(({ ctx, input }) => releaseRevision(ctx, input)),
  beginUpload: memberProcedure.input(inputs.beginUploadInput).mutation(({ ctx, input }) => beginUpload(ctx, input)),
  removeFile: memberProcedure.input(inputs.fileInput).mutation(({ ctx, input }) => removeFile(ctx, input)),
  restoreFile: memberProcedure.input(inputs.fileInput).mutation(({ ctx, input }) => restoreFile(ctx, input)),
  setKind: memberProcedure.input(inputs.setKindInput).mutation(({ ctx, input }) => setKind(ctx, input)),
})
