import { memberProcedure, router } from '@/server/trpc/init'
import { createLine, editLine } from './commands/create-line'
import { approvePromotion, refusePromotion, withdrawPromotion } from './commands/decide-promotion'
import { declareBuild } from './commands/declare-build'
import { addSignature } from './commands/keep-signature'
import { nameApprovers } from './commands/name-approvers'
import { discardBuild, registerBuild, withdrawBuild } from './commands/register-build'
import { registerKey, retireKey } from './commands/register-key'
import { requestPromotion } from './commands/request-promotion'
import * as inputs from './inputs'
import { checkPromotion } from './queries/check-promotion'
import { compareBuilds } from './queries/compare-builds'
import { getBuild } from './queries/get-build'
import { getLine } from './queries/get-line'
import { inForce } from './queries/in-force'
import { listPlaces } from './queries/list-places'
import { listKeys } from './queries/list-keys'
import { findLineByNumber, listLines } from './queries/list-lines'

export const firmwareRouter = router({
  listLines: memberProcedure.input(inputs.productFirmwareInput).query(({ ctx, input }) => listLines(ctx, input)),
  listPlaces: memberProcedure.input(inputs.productFirmwareInput).query(({ ctx, input }) => listPlaces(ctx, input)),
  findLineByNumber: memberProcedure
    .input(inputs.lineNumberInput)
    .query(({ ctx, input }) => findLineByNumber(ctx, input)),
  getLine: memberProcedure.input(inputs.lineInput).query(({ ctx, input }) => getLine(ctx, input)),
  getBuild: memberProcedure.input(inputs.buildInput).query(({ ctx, input }) => getBuild(ctx, input)),
  compareBuilds: memberProcedure.input(inputs.compareInput).query(({ ctx, input }) => compareBuilds(ctx, input)),
  inForce: memberProcedure.input(inputs.inForceInput).query(({ ctx, input }) => inForce(ctx, input)),
  checkPromotion: memberProcedure
    .input(inputs.checkPromotionInput)
    .query(({ ctx, input }) => checkPromotion(ctx, input)),
  listKeys: memberProcedure.query(({ ctx }) => listKeys(ctx)),
  createLine: memberProcedure.input(inputs.createLineInput).mutation(({ ctx, input }) => createLine(ctx, input)),
  editLine: memberProcedure.input(inputs.editLineInput).mutation(({ ctx, input }) => editLine(ctx, input)),
  nameApprovers: memberProcedure
    .input(inputs.nameApproversInput)
    .mutation(({ ctx, input }) => nameApprovers(ctx, input)),
  registerKey: memberProcedure.input(inputs.registerKeyInput).mutation(({ ctx, input }) => registerKey(ctx, input)),
  retireKey: memberProcedure.input(inputs.keyInput).mutation(({ ctx, input }) => retireKey(ctx, input)),
  declareBuild: memberProcedure.input(inputs.declareBuildInput).mutation(({ ctx, input }) => declareBuild(ctx, input)),
  addSignature: memberProcedure
    .input(inputs.addSignatureInput)
    .mutation(({ ctx, input }) => addSignature(ctx, ctx.services.storage, input)),
  registerBuild: memberProcedure.input(inputs.buildInput).mutation(({ ctx, input }) => registerBuild(ctx, input)),
  discardBuild: memberProcedure.input(inputs.buildInput).mutation(({ ctx, input }) => discardBuild(ctx, input)),
  withdrawBuild: memberProcedure
    .input(inputs.withdrawBuildInput)
    .mutation(({ ctx, input }) => withdrawBuild(ctx, input)),
  requestPromotion: memberProcedure
    .input(inputs.requestPromotionInput)
    .mutation(({ ctx, input }) => requestPromotion(ctx, input)),
  approvePromotion: memberProcedure
    .input(inputs.promotionInput)
    .mutation(({ ctx, input }) => approvePromotion(ctx, input)),
  refusePromotion: memberProcedure
    .input(inputs.refusePromotionInput)
    .mutation(({ ctx, input }) => refusePromotion(ctx, input)),
  withdrawPromotion: memberProcedure
    .input(inputs.promotionInput)
    .mutation(({ ctx, input }) => withdrawPromotion(ctx, input)),
})
