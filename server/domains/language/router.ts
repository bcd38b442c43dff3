import { memberProcedure, memberSteps, router } from '@/server/trpc/init'
import { addTerm, editTerm, importTerms, removeTerm } from './commands/edit-glossary'
import { assignText } from './commands/assign-text'
import { proposeTranslation } from './commands/propose-translation'
import * as inputs from './inputs'
import { providerNames } from './machine/machines'
import { effectiveTerms, exportTerms, getGlossary } from './queries/glossary'
import { countQueue, listQueue, listTranslators } from './queries/queue'
import { suggest } from './queries/suggest'

export const languageRouter = router({
  getGlossary: memberProcedure.query(({ ctx }) => getGlossary(ctx)),
  exportTerms: memberProcedure.query(({ ctx }) => exportTerms(ctx)),
  addTerm: memberProcedure.input(inputs.addTermInput).mutation(({ ctx, input }) => addTerm(ctx, input)),
  editTerm: memberProcedure.input(inputs.editTermInput).mutation(({ ctx, input }) => editTerm(ctx, input)),
  removeTerm: memberProcedure.input(inputs.removeTermInput).mutation(({ ctx, input }) => removeTerm(ctx, input)),
  importTerms: memberProcedure.input(inputs.importTermsInput).mutation(({ ctx, input }) => importTerms(ctx, input)),

  /** What an editor needs to know of a place: the words that count there, and which machine can be asked. */
  getTerms: memberProcedure.input(inputs.termsInput).query(async ({ ctx, input }) => {
    const { translation } = ctx.services.settings
    return {
      terms: await effectiveTerms(ctx, input),
      machine: translation ? providerNames[translation.provider] : null,
    }
  }),
  suggest: memberProcedure.input(inputs.suggestInput).query(({ ctx, input }) => suggest(ctx, input)),
  proposeTranslation: memberSteps
    .input(inputs.proposeInput)
    .mutation(({ ctx, input }) => proposeTranslation(ctx, input)),

  listQueue: memberProcedure.input(inputs.queueInput).query(({ ctx, input }) => listQueue(ctx, input)),
  countQueue: memberProcedure.input(inputs.countQueueInput).query(({ ctx, input }) => countQueue(ctx, input)),
  listTranslators: memberProcedure.input(inputs.countQueueInput).query(({ ctx, input }) => listTranslators(ctx, input)),
  assignText: memberProcedure.input(inputs.assignTextInput).mutation(({ ctx, input }) => assignText(ctx, input)),
})
