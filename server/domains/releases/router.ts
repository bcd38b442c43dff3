import { memberProcedure, memberSteps, router, visitorProcedure } from '@/server/trpc/init'
import { assembleGolden, choosePart, refreshGolden, withdrawGolden } from './commands/assemble-golden'
import { makePackage, retryPackage, withdrawPackage } from './commands/make-package'
import { proposeGolden } from './commands/propose-golden'
import { archiveRecipe, createRecipe, editRecipe } from './commands/save-recipe'
import { createLink, revokeLink } from './commands/share-package'
import { signGolden } from './commands/sign-golden'
import * as inputs from './inputs'
import { openLink } from './queries/find-link'
import { getGolden } from './queries/get-golden'
import { getPackage } from './queries/get-package'
import { listGoldens } from './queries/list-goldens'
import { listPackages } from './queries/list-packages'
import { recipeChoices } from './queries/recipe-choices'

export const releasesRouter = router({
  listPackages: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listPackages(ctx, input)),
  getPackage: memberProcedure.input(inputs.packageInput).query(({ ctx, input }) => getPackage(ctx, input)),
  recipeChoices: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => recipeChoices(ctx, input)),
  createRecipe: memberProcedure.input(inputs.createRecipeInput).mutation(({ ctx, input }) => createRecipe(ctx, input)),
  editRecipe: memberProcedure.input(inputs.editRecipeInput).mutation(({ ctx, input }) => editRecipe(ctx, input)),
  archiveRecipe: memberProcedure
    .input(inputs.recipeStepInput)
    .mutation(({ ctx, input }) => archiveRecipe(ctx, input, true)),
  restoreRecipe: memberProcedure
    .input(inputs.recipeStepInput)
    .mutation(({ ctx, input }) => archiveRecipe(ctx, input, false)),
  makePackage: memberProcedure.input(inputs.makePackageInput).mutation(({ ctx, input }) => makePackage(ctx, input)),
  retryPackage: memberProcedure.input(inputs.retryInput).mutation(({ ctx, input }) => retryPackage(ctx, input)),
  withdrawPackage: memberProcedure
    .input(inputs.packageStepInput)
    .mutation(({ ctx, input }) => withdrawPackage(ctx, input)),
  createLink: memberProcedure.input(inputs.createLinkInput).mutation(({ ctx, input }) => createLink(ctx, input)),
  revokeLink: memberProcedure.input(inputs.linkInput).mutation(({ ctx, input }) => revokeLink(ctx, input)),
  /** By the secret of a link alone. */
  openLink: visitorProcedure.input(inputs.tokenInput).query(({ ctx, input }) => openLink(ctx, input)),

  listGoldens: memberProcedure.input(inputs.productInput).query(({ ctx, input }) => listGoldens(ctx, input)),
  getGolden: memberProcedure.input(inputs.goldenInput).query(({ ctx, input }) => getGolden(ctx, input)),
  assembleGolden: memberProcedure.input(inputs.assembleInput).mutation(({ ctx, input }) => assembleGolden(ctx, input)),
  choosePart: memberProcedure.input(inputs.choosePartInput).mutation(({ ctx, input }) => choosePart(ctx, input)),
  refreshGolden: memberProcedure.input(inputs.goldenStepInput).mutation(({ ctx, input }) => refreshGolden(ctx, input)),
  proposeGolden: memberSteps.input(inputs.proposeInput).mutation(({ ctx, input }) => proposeGolden(ctx, input)),
  signGolden: memberProcedure.input(inputs.signInput).mutation(({ ctx, input }) => signGolden(ctx, input)),
  withdrawGolden: memberProcedure
    .input(inputs.goldenStepInput)
    .mutation(({ ctx, input }) => withdrawGolden(ctx, input)),
})
