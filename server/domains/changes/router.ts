import { memberProcedure, router } from '@/server/trpc/init'
import { answerSubstitution } from './commands/answer-substitution'
import { approveChange, rejectChange } from './commands/approve-change'
import { assessImpact } from './commands/assess-impact'
import { cancelChange, cloneChange, escalateChange } from './commands/cancel-change'
import { addItem, editChange, removeItem } from './commands/edit-change'
import { implementChange } from './commands/implement-change'
import { agreePlan, planChange } from './commands/plan-change'
import { prepareDraft } from './commands/prepare-draft'
import { raiseChange } from './commands/raise-change'
import { completeAssessment, submitChange } from './commands/submit-change'
import { addTask, finishTask } from './commands/tasks'
import { closeChange, verifyChange } from './commands/verify-change'
import * as inputs from './inputs'
import { getConsequences } from './queries/consequences'
import { getChange } from './queries/get-change'
import { getContent } from './queries/get-content'
import { listChanges } from './queries/list-changes'

export const changesRouter = router({
  listChanges: memberProcedure.input(inputs.listChangesInput).query(({ ctx, input }) => listChanges(ctx, input)),
  getChange: memberProcedure.input(inputs.changeInput).query(({ ctx, input }) => getChange(ctx, input)),
  getContent: memberProcedure.input(inputs.changeInput).query(({ ctx, input }) => getContent(ctx, input)),
  raiseChange: memberProcedure.input(inputs.raiseChangeInput).mutation(({ ctx, input }) => raiseChange(ctx, input)),
  editChange: memberProcedure.input(inputs.editChangeInput).mutation(({ ctx, input }) => editChange(ctx, input)),
  addItem: memberProcedure.input(inputs.addItemInput).mutation(({ ctx, input }) => addItem(ctx, input)),
  removeItem: memberProcedure.input(inputs.removeItemInput).mutation(({ ctx, input }) => removeItem(ctx, input)),
  prepareDraft: memberProcedure.input(inputs.changeStepInput).mutation(({ ctx, input }) => prepareDraft(ctx, input)),
  submitChange: memberProcedure.input(inputs.changeStepInput).mutation(({ ctx, input }) => submitChange(ctx, input)),
  assessImpact: memberProcedure.input(inputs.assessImpactInput).mutation(({ ctx, input }) => assessImpact(ctx, input)),
  completeAssessment: memberProcedure
    .input(inputs.changeStepInput)
    .mutation(({ ctx, input }) => completeAssessment(ctx, input)),
  approveChange: memberProcedure
    .input(inputs.approveChangeInput)
    .mutation(({ ctx, input }) => approveChange(ctx, input)),
  rejectChange: memberProcedure.input(inputs.reasonedStepInput).mutation(({ ctx, input }) => rejectChange(ctx, input)),
  planChange: memberProcedure.input(inputs.planChangeInput).mutation(({ ctx, input }) => planChange(ctx, input)),
  agreePlan: memberProcedure.input(inputs.agreePlanInput).mutation(({ ctx, input }) => agreePlan(ctx, input)),
  implementChange: memberProcedure
    .input(inputs.changeStepInput)
    .mutation(({ ctx, input }) => implementChange(ctx, input)),
  addTask: memberProcedure.input(inputs.addTaskInput).mutation(({ ctx, input }) => addTask(ctx, input)),
  finishTask: memberProcedure.input(inputs.finishTaskInput).mutation(({ ctx, input }) => finishTask(ctx, input)),
  verifyChange: memberProcedure.input(inputs.verifyChangeInput).mutation(({ ctx, input }) => verifyChange(ctx, input)),
  closeChange: memberProcedure.input(inputs.changeStepInput).mutation(({ ctx, input }) => closeChange(ctx, input)),
  cancelChange: memberProcedure.input(inputs.reasonedStepInput).mutation(({ ctx, input }) => cancelChange(ctx, input)),
  escalateChange: memberProcedure
    .input(inputs.reasonedStepInput)
    .mutation(({ ctx, input }) => escalateChange(ctx, input)),
  cloneChange: memberProcedure.input(inputs.changeInput).mutation(({ ctx, input }) => cloneChange(ctx, input)),
  getConsequences: memberProcedure
    .input(inputs.consequencesInput)
    .query(({ ctx, input }) => getConsequences(ctx, input)),
  answerSubstitution: memberProcedure
    .input(inputs.answerSubstitutionInput)
    .mutation(({ ctx, input }) => answerSubstitution(ctx, input)),
})
