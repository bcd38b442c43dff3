import { memberProcedure, router } from '@/server/trpc/init'
import { learnCrossReferences, retireCrossReference } from './commands/learn-cross-references'
import { listCounterparts } from './queries/counterparts'
import { listCrossReferences, previewPairs } from './queries/cross-references'
import * as pairs from './rules/cross-reference-pairs'

export const partsRouter = router({
  listCounterparts: memberProcedure.query(({ ctx }) => listCounterparts(ctx)),
  listCrossReferences: memberProcedure
    .input(pairs.listCrossReferencesInput)
    .query(({ ctx, input }) => listCrossReferences(ctx, input)),
  previewPairs: memberProcedure.input(pairs.readPairsInput).query(({ input }) => previewPairs(input.text)),
  learnCrossReferences: memberProcedure
    .input(pairs.learnCrossReferencesInput)
    .mutation(({ ctx, input }) => learnCrossReferences(ctx, input)),
  retireCrossReference: memberProcedure
    .input(pairs.retireCrossReferenceInput)
    .mutation(({ ctx, input }) => retireCrossReference(ctx, input)),
})
