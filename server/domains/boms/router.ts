import { memberProcedure, memberSteps, router } from '@/server/trpc/init'
import { adjustImport, discardImport } from './commands/adjust-import'
import { archiveBom, renameBom } from './commands/change-bom'
import { commitImport } from './commands/commit-import'
import { proposeSubstitution, withdrawSubstitution } from './commands/propose-substitution'
import { settleAlternate } from './commands/settle-alternate'
import * as inputs from './inputs'
import { getLine, lines, listSections } from './queries/lines'
import { getBom, listBoms, listImports } from './queries/list-boms'
import { getImport, previewImport, previewLines } from './queries/preview-import'
import { listSubstitutions, previewSubstitute } from './queries/substitutions'

export const bomsRouter = router({
  listBoms: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listBoms(ctx, input)),
  getBom: memberProcedure.input(inputs.bomInput).query(({ ctx, input }) => getBom(ctx, input)),
  lines: memberProcedure.input(inputs.linesInput).query(({ ctx, input }) => lines(ctx, input)),
  listSections: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listSections(ctx, input)),
  getLine: memberProcedure.input(inputs.lineInput).query(({ ctx, input }) => getLine(ctx, input)),
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
