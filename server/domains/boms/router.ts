import { memberProcedure, memberSteps, router } from '@/server/trpc/init'
import { addLine } from './commands/add-line'
import { adjustImport, discardImport } from './commands/adjust-import'
import { archiveBom, renameBom } from './commands/change-bom'
import { addAddition, editAddition, removeAddition } from './commands/change-additions'
import { addVariant, removeVariant, renameVariant, setFitted } from './commands/change-variants'
import { deleteTemplate, renameTemplate, saveTemplate } from './commands/keep-template'
import { commitImport } from './commands/commit-import'
import { receiveConsignment } from './commands/receive-consignment'
import { saveCost } from './commands/save-cost'
import { setSupply } from './commands/set-supply'
import { correctConsignment, shipConsignment } from './commands/ship-consignment'
import { costAtQuantities, costRollUp } from './queries/cost-roll-up'
import { costChangesSince, listCosts } from './queries/costs'
import { setChildBom } from './commands/set-child-bom'
import { setLoss } from './commands/set-loss'
import { assignLine } from './commands/assign-line'
import { createPartFromLine, learnFromFile, linkExact, linkLine } from './commands/link-lines'
import * as inputs from './inputs'
import { explosion } from './queries/explosion'
import { getLine, lines, listSections } from './queries/lines'
import { getFilePairs, listCandidates, matchLines } from './queries/match-lines'
import { getPlacementCheck } from './queries/placement-check'
import { listFinders, listMyUnresolved, listUnresolved } from './queries/unresolved'
import { getBom, listBoms, listImports } from './queries/list-boms'
import { listBuilders, mbom, mbomLines } from './queries/mbom'
import { proposeSubstitution, withdrawSubstitution } from './commands/propose-substitution'
import { settleAlternate } from './commands/settle-alternate'
import { editLines } from './commands/edit-lines'
import { moveLine } from './commands/move-line'
import { removeLines, restoreLines } from './commands/remove-lines'
import { releaseRevision, sendBackRevision, submitRevision, withdrawRevision } from './commands/review-revision'
import { startRevision } from './commands/start-revision'
import { waiveCheck } from './commands/waive-check'
import { compareRevisions } from './queries/compare-revisions'
import { getRelease } from './queries/release'
import * as matching from './rules/matching-inputs'
import { getImport, previewChanges, previewImport, previewLines } from './queries/preview-import'
import { supply } from './queries/supply'
import { structureLevel } from './queries/structure-level'
import { listVariants } from './queries/variants'
import { whereUsed } from './queries/where-used'
import { listImportTemplates } from './queries/templates'
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
  explosion: memberProcedure.input(inputs.explosionInput).query(({ ctx, input }) => explosion(ctx, input)),
  structureLevel: memberProcedure
    .input(inputs.structureLevelInput)
    .query(({ ctx, input }) => structureLevel(ctx, input)),
  whereUsed: memberProcedure.input(inputs.whereUsedInput).query(({ ctx, input }) => whereUsed(ctx, input)),
  setChildBom: memberProcedure.input(inputs.setChildBomInput).mutation(({ ctx, input }) => setChildBom(ctx, input)),
  listVariants: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listVariants(ctx, input)),
  addVariant: memberProcedure.input(inputs.addVariantInput).mutation(({ ctx, input }) => addVariant(ctx, input)),
  renameVariant: memberProcedure
    .input(inputs.renameVariantInput)
    .mutation(({ ctx, input }) => renameVariant(ctx, input)),
  removeVariant: memberProcedure
    .input(inputs.removeVariantInput)
    .mutation(({ ctx, input }) => removeVariant(ctx, input)),
  setFitted: memberProcedure.input(inputs.setFittedInput).mutation(({ ctx, input }) => setFitted(ctx, input)),
  listBuilders: memberProcedure.input(inputs.bomInput).query(({ ctx, input }) => listBuilders(ctx, input)),
  mbom: memberProcedure.input(inputs.mbomInput).query(({ ctx, input }) => mbom(ctx, input)),
  mbomLines: memberProcedure.input(inputs.mbomLinesInput).query(({ ctx, input }) => mbomLines(ctx, input)),
  setLoss: memberProcedure.input(inputs.setLossInput).mutation(({ ctx, input }) => setLoss(ctx, input)),
  addAddition: memberProcedure.input(inputs.addAdditionInput).mutation(({ ctx, input }) => addAddition(ctx, input)),
  editAddition: memberProcedure.input(inputs.editAdditionInput).mutation(({ ctx, input }) => editAddition(ctx, input)),
  removeAddition: memberProcedure
    .input(inputs.removeAdditionInput)
    .mutation(({ ctx, input }) => removeAddition(ctx, input)),
  listImports: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listImports(ctx, input)),
  getImport: memberProcedure.input(inputs.importInput).query(({ ctx, input }) => getImport(ctx, input)),
  previewImport: memberProcedure
    .input(inputs.importInput)
    .query(({ ctx, input }) => previewImport(ctx, ctx.services.storage, input)),
  previewLines: memberProcedure
    .input(inputs.previewPageInput)
    .query(({ ctx, input }) => previewLines(ctx, ctx.services.storage, input)),
  previewChanges: memberProcedure
    .input(inputs.previewChangesInput)
    .query(({ ctx, input }) => previewChanges(ctx, ctx.services.storage, input)),
  adjustImport: memberProcedure.input(inputs.adjustImportInput).mutation(({ ctx, input }) => adjustImport(ctx, input)),
  commitImport: memberSteps.input(inputs.commitImportInput).mutation(({ ctx, input }) => commitImport(ctx, input)),
  listImportTemplates: memberProcedure
    .input(inputs.productInput)
    .query(({ ctx, input }) => listImportTemplates(ctx, input)),
  saveImportTemplate: memberProcedure
    .input(inputs.saveTemplateInput)
    .mutation(({ ctx, input }) => saveTemplate(ctx, ctx.services.storage, input)),
  renameImportTemplate: memberProcedure
    .input(inputs.renameTemplateInput)
    .mutation(({ ctx, input }) => renameTemplate(ctx, input)),
  deleteImportTemplate: memberProcedure
    .input(inputs.deleteTemplateInput)
    .mutation(({ ctx, input }) => deleteTemplate(ctx, input)),
  discardImport: memberProcedure
    .input(inputs.discardImportInput)
    .mutation(({ ctx, input }) => discardImport(ctx, input)),
  costRollUp: memberProcedure.input(inputs.costRollUpInput).query(({ ctx, input }) => costRollUp(ctx, input)),
  costAtQuantities: memberProcedure
    .input(inputs.costAtQuantitiesInput)
    .query(({ ctx, input }) => costAtQuantities(ctx, input)),
  listCosts: memberProcedure.input(inputs.bomInput).query(({ ctx, input }) => listCosts(ctx, input)),
  costChangesSince: memberProcedure
    .input(inputs.costChangesInput)
    .query(({ ctx, input }) => costChangesSince(ctx, input)),
  saveCost: memberProcedure.input(inputs.costBuildInput).mutation(({ ctx, input }) => saveCost(ctx, input)),
  supply: memberProcedure.input(inputs.supplyInput).query(({ ctx, input }) => supply(ctx, input)),
  setSupply: memberProcedure.input(inputs.setSupplyInput).mutation(({ ctx, input }) => setSupply(ctx, input)),
  shipConsignment: memberProcedure
    .input(inputs.shipConsignmentInput)
    .mutation(({ ctx, input }) => shipConsignment(ctx, input)),
  correctConsignment: memberProcedure
    .input(inputs.correctConsignmentInput)
    .mutation(({ ctx, input }) => correctConsignment(ctx, input)),
  receiveConsignment: memberProcedure
    .input(inputs.receiveConsignmentInput)
    .mutation(({ ctx, input }) => receiveConsignment(ctx, input)),

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
