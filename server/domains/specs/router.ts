import { memberProcedure, router } from '@/server/trpc/init'
import { applySheet } from './commands/apply-sheet'
import { acknowledgeRelease, objectToRelease } from './commands/answer-release'
import { archiveSpec, updateSpec } from './commands/change-spec'
import { editContract, removeContract } from './commands/edit-contract'
import { createSpec } from './commands/create-spec'
import {
  addRequirements,
  bulkEdit,
  duplicateRequirements,
  editRequirement,
  moveRequirements,
} from './commands/edit-requirements'
import { proposeRedlines } from './commands/propose-redlines'
import { readBack } from './commands/read-back'
import { removeRequirements, restoreRequirements } from './commands/remove-requirements'
import { releaseRevision, resumeRevision, startDraft, suspendRevision } from './commands/release-revision'
import { requestChanges, signRevision, submitRevision, withdrawRevision } from './commands/review-revision'
import {
  acceptCounter,
  acceptRedline,
  counterBack,
  counterRedline,
  declineRedline,
  withdrawRedline,
} from './commands/settle-redline'
import { translateText } from './commands/translate-text'
import { translateWords } from './commands/translate-words'
import * as inputs from './inputs'
import { checkRevision } from './queries/check-revision'
import { checkContract, diffContracts, getContract, getContractStarter } from './queries/contracts'
import { diffRevisions } from './queries/diff-revisions'
import { getRevision, getSpec } from './queries/get-spec'
import { getRequirement, listRequirements } from './queries/list-requirements'
import { listFiles } from './queries/list-files'
import { listRemoved } from './queries/list-removed'
import { listSpecs } from './queries/list-specs'
import { previewPaste } from './queries/propose-sheet'
import { listReadBacks } from './queries/read-backs'
import { listRedlines } from './queries/redlines'

export const specsRouter = router({
  createSpec: memberProcedure.input(inputs.createSpecInput).mutation(({ ctx, input }) => createSpec(ctx, input)),
  updateSpec: memberProcedure.input(inputs.updateSpecInput).mutation(({ ctx, input }) => updateSpec(ctx, input)),
  archiveSpec: memberProcedure.input(inputs.archiveSpecInput).mutation(({ ctx, input }) => archiveSpec(ctx, input)),
  addRequirements: memberProcedure
    .input(inputs.addRequirementsInput)
    .mutation(({ ctx, input }) => addRequirements(ctx, input)),
  editRequirement: memberProcedure
    .input(inputs.editRequirementInput)
    .mutation(({ ctx, input }) => editRequirement(ctx, input)),
  removeRequirements: memberProcedure
    .input(inputs.removeRequirementsInput)
    .mutation(({ ctx, input }) => removeRequirements(ctx, input)),
  restoreRequirements: memberProcedure
    .input(inputs.restoreRequirementsInput)
    .mutation(({ ctx, input }) => restoreRequirements(ctx, input)),
  duplicateRequirements: memberProcedure
    .input(inputs.duplicateRequirementsInput)
    .mutation(({ ctx, input }) => duplicateRequirements(ctx, input)),
  moveRequirements: memberProcedure
    .input(inputs.moveRequirementsInput)
    .mutation(({ ctx, input }) => moveRequirements(ctx, input)),
  bulkEdit: memberProcedure.input(inputs.bulkEditInput).mutation(({ ctx, input }) => bulkEdit(ctx, input)),
  translateText: memberProcedure
    .input(inputs.translateTextInput)
    .mutation(({ ctx, input }) => translateText(ctx, input)),
  translateWords: memberProcedure
    .input(inputs.translateWordsInput)
    .mutation(({ ctx, input }) => translateWords(ctx, input)),
  applySheet: memberProcedure.input(inputs.applySheetInput).mutation(({ ctx, input }) => applySheet(ctx, input)),
  // A table is too long for an address, so what stores nothing is asked in the body.
  previewPaste: memberProcedure.input(inputs.previewPasteInput).mutation(({ ctx, input }) => previewPaste(ctx, input)),
  editContract: memberProcedure.input(inputs.editContractInput).mutation(({ ctx, input }) => editContract(ctx, input)),
  removeContract: memberProcedure
    .input(inputs.removeContractInput)
    .mutation(({ ctx, input }) => removeContract(ctx, input)),
  // Changes nothing; a mutation because a contract does not fit into an address.
  checkContract: memberProcedure
    .input(inputs.checkContractInput)
    .mutation(({ ctx, input }) => checkContract(ctx, input)),
  getContract: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => getContract(ctx, input)),
  getContractStarter: memberProcedure
    .input(inputs.revisionInput)
    .query(({ ctx, input }) => getContractStarter(ctx, input)),
  diffContracts: memberProcedure.input(inputs.diffInput).query(({ ctx, input }) => diffContracts(ctx, input)),
  submitRevision: memberProcedure
    .input(inputs.submitRevisionInput)
    .mutation(({ ctx, input }) => submitRevision(ctx, input)),
  signRevision: memberProcedure.input(inputs.signRevisionInput).mutation(({ ctx, input }) => signRevision(ctx, input)),
  requestChanges: memberProcedure
    .input(inputs.reasonedStepInput)
    .mutation(({ ctx, input }) => requestChanges(ctx, input)),
  withdrawRevision: memberProcedure
    .input(inputs.reasonedStepInput)
    .mutation(({ ctx, input }) => withdrawRevision(ctx, input)),
  releaseRevision: memberProcedure
    .input(inputs.revisionStepInput)
    .mutation(({ ctx, input }) => releaseRevision(ctx, input)),
  suspendRevision: memberProcedure
    .input(inputs.reasonedStepInput)
    .mutation(({ ctx, input }) => suspendRevision(ctx, input)),
  resumeRevision: memberProcedure
    .input(inputs.revisionStepInput)
    .mutation(({ ctx, input }) => resumeRevision(ctx, input)),
  startDraft: memberProcedure.input(inputs.startDraftInput).mutation(({ ctx, input }) => startDraft(ctx, input)),
  acknowledgeRelease: memberProcedure
    .input(inputs.answerReleaseInput)
    .mutation(({ ctx, input }) => acknowledgeRelease(ctx, input)),
  objectToRelease: memberProcedure
    .input(inputs.objectToReleaseInput)
    .mutation(({ ctx, input }) => objectToRelease(ctx, input)),
  proposeRedlines: memberProcedure
    .input(inputs.proposeRedlinesInput)
    .mutation(({ ctx, input }) => proposeRedlines(ctx, input)),
  acceptRedline: memberProcedure.input(inputs.redlineStepInput).mutation(({ ctx, input }) => acceptRedline(ctx, input)),
  declineRedline: memberProcedure
    .input(inputs.reasonedRedlineInput)
    .mutation(({ ctx, input }) => declineRedline(ctx, input)),
  counterRedline: memberProcedure
    .input(inputs.counterRedlineInput)
    .mutation(({ ctx, input }) => counterRedline(ctx, input)),
  acceptCounter: memberProcedure.input(inputs.redlineStepInput).mutation(({ ctx, input }) => acceptCounter(ctx, input)),
  counterBack: memberProcedure.input(inputs.counterRedlineInput).mutation(({ ctx, input }) => counterBack(ctx, input)),
  withdrawRedline: memberProcedure
    .input(inputs.redlineStepInput)
    .mutation(({ ctx, input }) => withdrawRedline(ctx, input)),
  listRedlines: memberProcedure.input(inputs.listRedlinesInput).query(({ ctx, input }) => listRedlines(ctx, input)),
  readBack: memberProcedure.input(inputs.readBackInput).mutation(({ ctx, input }) => readBack(ctx, input)),
  listReadBacks: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listReadBacks(ctx, input)),
  listSpecs: memberProcedure.input(inputs.productSpecsInput).query(({ ctx, input }) => listSpecs(ctx, input)),
  getSpec: memberProcedure.input(inputs.specInput).query(({ ctx, input }) => getSpec(ctx, input)),
  getRevision: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => getRevision(ctx, input)),
  listRequirements: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listRequirements(ctx, input)),
  listRemoved: memberProcedure.input(inputs.revisionInput).query(({ ctx, input }) => listRemoved(ctx, input)),
  listFiles: memberProcedure.input(inputs.listFilesInput).query(({ ctx, input }) => listFiles(ctx, input)),
  getRequirement: memberProcedure.input(inputs.requirementInput).query(({ ctx, input }) => getRequirement(ctx, input)),
  checkRevision: memberProcedure
    .input(inputs.revisionInput)
    .query(({ ctx, input }) => checkRevision(ctx, input.revisionId)),
  diffRevisions: memberProcedure.input(inputs.diffInput).query(({ ctx, input }) => diffRevisions(ctx, input)),
})
