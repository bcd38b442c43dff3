import { memberProcedure, router } from '@/server/trpc/init'
import { addEvidence } from './commands/add-evidence'
import { changePhase } from './commands/change-phase'
import { addItem, editItem, removeItem } from './commands/edit-items'
import { planGates } from './commands/plan-gates'
import { failGate, fulfilGate, reopenGate, signGate, submitGate } from './commands/review-gate'
import { translateWords } from './commands/translate-words'
import { waiveItem, withdrawWaiver } from './commands/waive-item'
import * as inputs from './inputs'
import { getGate } from './queries/get-gate'
import { listGates } from './queries/list-gates'

export const gatesRouter = router({
  listGates: memberProcedure.input(inputs.productGatesInput).query(({ ctx, input }) => listGates(ctx, input)),
  getGate: memberProcedure.input(inputs.gateInput).query(({ ctx, input }) => getGate(ctx, input)),
  planGates: memberProcedure.input(inputs.productGatesInput).mutation(({ ctx, input }) => planGates(ctx, input)),
  changePhase: memberProcedure.input(inputs.changePhaseInput).mutation(({ ctx, input }) => changePhase(ctx, input)),
  addItem: memberProcedure.input(inputs.addItemInput).mutation(({ ctx, input }) => addItem(ctx, input)),
  editItem: memberProcedure.input(inputs.editItemInput).mutation(({ ctx, input }) => editItem(ctx, input)),
  removeItem: memberProcedure.input(inputs.removeItemInput).mutation(({ ctx, input }) => removeItem(ctx, input)),
  addEvidence: memberProcedure.input(inputs.addEvidenceInput).mutation(({ ctx, input }) => addEvidence(ctx, input)),
  translateWords: memberProcedure
    .input(inputs.translateWordsInput)
    .mutation(({ ctx, input }) => translateWords(ctx, input)),
  waiveItem: memberProcedure.input(inputs.waiveItemInput).mutation(({ ctx, input }) => waiveItem(ctx, input)),
  withdrawWaiver: memberProcedure
    .input(inputs.withdrawWaiverInput)
    .mutation(({ ctx, input }) => withdrawWaiver(ctx, input)),
  submitGate: memberProcedure.input(inputs.submitGateInput).mutation(({ ctx, input }) => submitGate(ctx, input)),
  signGate: memberProcedure.input(inputs.signGateInput).mutation(({ ctx, input }) => signGate(ctx, input)),
  failGate: memberProcedure.input(inputs.reasonedGateStepInput).mutation(({ ctx, input }) => failGate(ctx, input)),
  reopenGate: memberProcedure.input(inputs.reasonedGateStepInput).mutation(({ ctx, input }) => reopenGate(ctx, input)),
  fulfilGate: memberProcedure.input(inputs.gateStepInput).mutation(({ ctx, input }) => fulfilGate(ctx, input)),
})
