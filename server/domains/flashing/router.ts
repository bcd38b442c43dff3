import { memberProcedure, router } from '@/server/trpc/init'
import { issuePackage } from './commands/issue-package'
import { reportUnits } from './commands/report-units'
import { setAsideUnit, takeBackUnit } from './commands/set-aside-unit'
import { acknowledgePackage, withdrawPackage } from './commands/settle-package'
import * as inputs from './inputs'
import { getPackage, listResults } from './queries/get-package'
import { listPackages } from './queries/list-packages'
import { offerPackage } from './queries/offer'
import { countFlagged, getUnit, listFlaggedUnits, listSetAside } from './queries/units'

export const flashingRouter = router({
  listPackages: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listPackages(ctx, input)),
  getPackage: memberProcedure.input(inputs.packageInput).query(({ ctx, input }) => getPackage(ctx, input)),
  listResults: memberProcedure.input(inputs.listResultsInput).query(({ ctx, input }) => listResults(ctx, input)),
  countFlagged: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => countFlagged(ctx, input)),
  listFlaggedUnits: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listFlaggedUnits(ctx, input)),
  getUnit: memberProcedure.input(inputs.unitInput).query(({ ctx, input }) => getUnit(ctx, input)),
  listSetAside: memberProcedure.input(inputs.packageInput).query(({ ctx, input }) => listSetAside(ctx, input)),
  offerPackage: memberProcedure.input(inputs.offerInput).query(({ ctx, input }) => offerPackage(ctx, input)),
  issuePackage: memberProcedure.input(inputs.issuePackageInput).mutation(({ ctx, input }) => issuePackage(ctx, input)),
  acknowledgePackage: memberProcedure
    .input(inputs.acknowledgeInput)
    .mutation(({ ctx, input }) => acknowledgePackage(ctx, input)),
  withdrawPackage: memberProcedure
    .input(inputs.withdrawPackageInput)
    .mutation(({ ctx, input }) => withdrawPackage(ctx, input)),
  reportUnits: memberProcedure.input(inputs.reportUnitsInput).mutation(({ ctx, input }) => reportUnits(ctx, input)),
  setAsideUnit: memberProcedure.input(inputs.setAsideInput).mutation(({ ctx, input }) => setAsideUnit(ctx, input)),
  takeBackUnit: memberProcedure.input(inputs.takeBackInput).mutation(({ ctx, input }) => takeBackUnit(ctx, input)),
})
