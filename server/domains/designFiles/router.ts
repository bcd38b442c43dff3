import { memberProcedure, router } from '@/server/trpc/init'
import { confirmPin, movePin } from './commands/check-pin'
import { createSet, renameSet } from './commands/create-set'
import { removeFile, restoreFile, setKind } from './commands/edit-files'
import { placePin } from './commands/place-pin'
import { releaseRevision, startRevision } from './commands/release-revision'
import { beginUpload } from './commands/upload-file'
import * as inputs from './inputs'
import { getSet } from './queries/get-set'
import { listSets } from './queries/list-sets'
import { findPin, listPins } from './queries/pins'
import { comparedRevisions, viewFile } from './queries/view-file'

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
  viewFile: memberProcedure.input(inputs.viewFileInput).query(({ ctx, input }) => viewFile(ctx, input)),
  comparedRevisions: memberProcedure
    .input(inputs.compareInput)
    .query(({ ctx, input }) => comparedRevisions(ctx, input)),
  listPins: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listPins(ctx, input)),
  findPin: memberProcedure.input(inputs.pinInput).query(({ ctx, input }) => findPin(ctx, input)),
  placePin: memberProcedure.input(inputs.placePinInput).mutation(({ ctx, input }) => placePin(ctx, input)),
  movePin: memberProcedure.input(inputs.movePinInput).mutation(({ ctx, input }) => movePin(ctx, input)),
  confirmPin: memberProcedure.input(inputs.checkPinInput).mutation(({ ctx, input }) => confirmPin(ctx, input)),
  setKind: memberProcedure.input(inputs.setKindInput).mutation(({ ctx, input }) => setKind(ctx, input)),
})
