import { memberProcedure, memberSteps, router } from '@/server/trpc/init'
import { learnCrossReferences, retireCrossReference } from './commands/learn-cross-references'
import { listCounterparts } from './queries/counterparts'
import { listCrossReferences, previewPairs } from './queries/cross-references'
import * as pairs from './rules/cross-reference-pairs'
import { acceptFacts } from './commands/accept-facts'
import { addExchangeRate } from './commands/add-exchange-rate'
import { applySheet } from './commands/apply-sheet'
import { archivePart, createPart, editPart, restorePart } from './commands/edit-part'
import { findFacts } from './commands/find-facts'
import {
  addManufacturerPart,
  approveManufacturerPart,
  editManufacturerPart,
  proposeManufacturerPart,
  rankManufacturerParts,
  rejectManufacturerPart,
  retireManufacturerPart,
} from './commands/manufacturer-parts'
import { addSupplierPart, editSupplierPart, removeSupplierPart } from './commands/supplier-parts'
import * as inputs from './inputs'
import { listExchangeRates } from './queries/exchange-rates'
import { getPart, listPartHistory } from './queries/get-part'
import { listParts } from './queries/list-parts'

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
  listParts: memberProcedure.input(inputs.listPartsInput).query(({ ctx, input }) => listParts(ctx, input)),
  getPart: memberProcedure.input(inputs.partInput).query(({ ctx, input }) => getPart(ctx, input)),
  listPartHistory: memberProcedure.input(inputs.partInput).query(({ ctx, input }) => listPartHistory(ctx, input)),
  createPart: memberProcedure.input(inputs.createPartInput).mutation(({ ctx, input }) => createPart(ctx, input)),
  editPart: memberProcedure.input(inputs.editPartInput).mutation(({ ctx, input }) => editPart(ctx, input)),
  archivePart: memberProcedure.input(inputs.partStepInput).mutation(({ ctx, input }) => archivePart(ctx, input)),
  restorePart: memberProcedure.input(inputs.partStepInput).mutation(({ ctx, input }) => restorePart(ctx, input)),
  addManufacturerPart: memberProcedure
    .input(inputs.addManufacturerPartInput)
    .mutation(({ ctx, input }) => addManufacturerPart(ctx, input)),
  editManufacturerPart: memberProcedure
    .input(inputs.editManufacturerPartInput)
    .mutation(({ ctx, input }) => editManufacturerPart(ctx, input)),
  rankManufacturerParts: memberProcedure
    .input(inputs.rankManufacturerPartsInput)
    .mutation(({ ctx, input }) => rankManufacturerParts(ctx, input)),
  approveManufacturerPart: memberProcedure
    .input(inputs.approveManufacturerPartInput)
    .mutation(({ ctx, input }) => approveManufacturerPart(ctx, input)),
  rejectManufacturerPart: memberProcedure
    .input(inputs.refuseManufacturerPartInput)
    .mutation(({ ctx, input }) => rejectManufacturerPart(ctx, input)),
  retireManufacturerPart: memberProcedure
    .input(inputs.refuseManufacturerPartInput)
    .mutation(({ ctx, input }) => retireManufacturerPart(ctx, input)),
  proposeManufacturerPart: memberProcedure
    .input(inputs.proposeManufacturerPartInput)
    .mutation(({ ctx, input }) => proposeManufacturerPart(ctx, input)),
  addSupplierPart: memberProcedure
    .input(inputs.addSupplierPartInput)
    .mutation(({ ctx, input }) => addSupplierPart(ctx, input)),
  editSupplierPart: memberProcedure
    .input(inputs.editSupplierPartInput)
    .mutation(({ ctx, input }) => editSupplierPart(ctx, input)),
  removeSupplierPart: memberProcedure
    .input(inputs.removeSupplierPartInput)
    .mutation(({ ctx, input }) => removeSupplierPart(ctx, input)),
  findFacts: memberSteps.input(inputs.findFactsInput).mutation(({ ctx, input }) => findFacts(ctx, input)),
  acceptFacts: memberProcedure.input(inputs.acceptFactsInput).mutation(({ ctx, input }) => acceptFacts(ctx, input)),
  applySheet: memberProcedure.input(inputs.applySheetInput).mutation(({ ctx, input }) => applySheet(ctx, input)),
  listExchangeRates: memberProcedure.query(({ ctx }) => listExchangeRates(ctx)),
  addExchangeRate: memberProcedure
    .input(inputs.addExchangeRateInput)
    .mutation(({ ctx, input }) => addExchangeRate(ctx, input)),
})
