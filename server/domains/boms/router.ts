import { memberProcedure, memberSteps, router } from '@/server/trpc/init'
import { adjustImport, discardImport } from './commands/adjust-import'
import { archiveBom, renameBom } from './commands/change-bom'
import { assignLine } from './commands/assign-line'
import { commitImport } from './commands/commit-import'
import { createPartFromLine, learnFromFile, linkExact, linkLine } from './commands/link-lines'
import * as inputs from './inputs'
import { getLine, lines, listSections } from './queries/lines'
import { getFilePairs, listCandidates, matchLines } from './queries/match-lines'
import { getPlacementCheck } from './queries/placement-check'
import { listFinders, listMyUnresolved, listUnresolved } from './queries/unresolved'
import { getBom, listBoms, listImports } from './queries/list-boms'
import * as matching from './rules/matching-inputs'
import { getImport, previewImport, previewLines } from './queries/preview-import'

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

  matchLines: memberProcedure.input(matching.matchLinesInput).query(({ ctx, input }) => matchLines(ctx, input)),
  listCandidates: memberProcedure.input(matching.candidatesInput).query(({ ctx, input }) => listCandidates(ctx, input)),
  linkLine: memberProcedure.input(matching.linkLineInput).mutation(({ ctx, input }) => linkLine(ctx, input)),
  linkExact: memberProcedure.input(matching.linkExactInput).mutation(({ ctx, input }) => linkExact(ctx, input)),
  createPartFromLine: memberProcedure
    .input(matching.createPartFromLineInput)
    .mutation(({ ctx, input }) => createPartFromLine(ctx, input)),
  getFilePairs: memberProcedure
    .input(matching.fileCrossReferencesInput)
    .query(({ ctx, input }) => getFilePairs(ctx, input)),
  learnFromFile: memberProcedure
    .input(matching.learnFromFileInput)
    .mutation(({ ctx, input }) => learnFromFile(ctx, input)),
  assignLine: memberProcedure.input(matching.assignLineInput).mutation(({ ctx, input }) => assignLine(ctx, input)),
  listUnresolved: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listUnresolved(ctx, input)),
  listMyUnresolved: memberProcedure.query(({ ctx }) => listMyUnresolved(ctx)),
  listFinders: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listFinders(ctx, input)),
  getPlacementCheck: memberProcedure
    .input(matching.placementCheckInput)
    .query(({ ctx, input }) => getPlacementCheck(ctx, input)),
})
