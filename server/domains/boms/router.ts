import { memberProcedure, memberSteps, router } from '@/server/trpc/init'
import { addLine } from './commands/add-line'
import { adjustImport, discardImport } from './commands/adjust-import'
import { archiveBom, renameBom } from './commands/change-bom'
import { commitImport } from './commands/commit-import'
import { proposeSubstitution, withdrawSubstitution } from './commands/propose-substitution'
import { settleAlternate } from './commands/settle-alternate'
import { editLines } from './commands/edit-lines'
import { moveLine } from './commands/move-line'
import { removeLines, restoreLines } from './commands/remove-lines'
import { releaseRevision, sendBackRevision, submitRevision, withdrawRevision } from './commands/review-revision'
import { startRevision } from './commands/start-revision'
import { waiveCheck } from './commands/waive-check'
import * as inputs from './inputs'
import { compareRevisions } from './queries/compare-revisions'
import { getLine, lines, listSections } from './queries/lines'
import { getBom, listBoms, listImports } from './queries/list-boms'
import { getRelease } from './queries/release'
import { getImport, previewImport, previewLines } from './queries/preview-import'
import { listSubstitutions, previewSubstitute } from './queries/substitutions'

export const bomsRouter = router({
  listBoms: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listBoms(ctx, input)),
  getBom: memberProcedure.input(inputs.bomInput).query(({ ctx, input }) => getBom(ctx, input)),
  lines: memberProcedure.input(inputs.linesInput).query(({ ctx, input }) => lines(ctx, input)),
  listSections: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listSections(ctx, input)),
  getLine: memberProcedure.input(inputs.lineInput).query(({ ctx, input }) => getLine(ctx, input)),
  editLines: memberProcedure.input(inputs.editLinesInput).mutation(({ ctx, input }) => editLines(ctx, input)),
  addLine: memberProcedure.input(inputs.addLineInput).mutation(({ ctx, input }) => addLine(ctx, input)),
  moveLine: memberProcedure.input(inputs.moveLineInput).mutation(({ ctx, input }) => moveLine(ctx, input)),
  removeLines: memberProcedure.input(inputs.removeLinesInput).mutation(({ ctx, input }) => removeLines(ctx, input)),
  restoreLines: memberProcedure.input(inputs.restoreLinesInput).mutation(({ ctx, input }) => restoreLines(ctx, input)),
  getRelease: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => getRelease(ctx, input)),
  startRevision: memberProcedure.input(inputs.bomInput).mutation(({ ctx, input }) => startRevision(ctx, input)),
  waiveCheck: memberProcedure.input(inputs.waiveInput).mutation(({ ctx, input }) => waiveCheck(ctx, input)),
  submitRevision: memberProcedure
    .input(inputs.revisionStepInput)
    .mutation(({ ctx, input }) => submitRevision(ctx, input)),
  sendBackRevision: memberProcedure
    .input(inputs.reasonedStepInput)
    .mutation(({ ctx, input }) => sendBackRevision(ctx, input)),
  withdrawRevision: memberProcedure
    .input(inputs.reasonedStepInput)
    .mutation(({ ctx, input }) => withdrawRevision(ctx, input)),
  releaseRevision: memberProcedure
    .input(inputs.revisionStepInput)
    .mutation(({ ctx, input }) => releaseRevision(ctx, input)),
  compareRevisions: memberProcedure.input(inputs.compareInput).query(({ ctx, input }) => compareRevisions(ctx, input)),
  renameBom: memberProcedure.input(inputs.renameBomInput).mutation(({ ctx, input }) => renameBom(ctx, input)),
  archiveBom: memberProcedure.input(inputs.archiveBomInput).mutation(({ ctx, input }) => archiveBom(ctx, input)),
  listImports: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listImports(ctx, input)),
  getImport: memberProcedure.input(inputs.importInput).query(({ ctx, input }) => getImport(ctx, input)),
  previewImport: memberProcedure
    .input(inputs.importInput)
    .query(({ ctx, input }) => previewImport(ctx, ctx.services.storage, input)),
  previewLines: memberProcedure
    .input(inputs.previewPageInput)
    .query(({ ctx, input }) => previewLines(ctx, ctx.services.storage, input)),
  adjustImport: memberProcedure.input(inputs.adjustImportInput).mutation(({ ctx, input }) => adjustImport(ctx, input)),
  commitImport: memberSteps.input(inputs.commitImportInput).mutation(({ ctx, input }) => commitImport(ctx, input)),
  discardImport: memberProcedure
    .input(inputs.discardImportInput)
    .mutation(({ ctx, input }) => discardImport(ctx, input)),
  listSubstitutions: memberProcedure
    .input(inputs.listSubstitutionsInput)
    .query(({ ctx, input }) => listSubstitutions(ctx, input)),
  previewSubstitute: memberProcedure
    .input(inputs.previewSubstituteInput)
    .query(({ ctx, input }) => previewSubstitute(ctx, input)),
  proposeSubstitution: memberProcedure
    .input(inputs.proposeSubstitutionInput)
    .mutation(({ ctx, input }) => proposeSubstitution(ctx, input)),
  withdrawSubstitution: memberProcedure
    .input(inputs.substitutionStepInput)
    .mutation(({ ctx, input }) => withdrawSubstitution(ctx, input)),
  settleAlternate: memberProcedure
    .input(inputs.settleAlternateInput)
    .mutation(({ ctx, input }) => settleAlternate(ctx, input)),
})
