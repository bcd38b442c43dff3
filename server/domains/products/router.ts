import { memberProcedure, personProcedure, router, visitorProcedure } from '@/server/trpc/init'
import { acceptInvitation } from './commands/accept-invitation'
import { archiveProduct, restoreProduct } from './commands/archive-product'
import { createProduct } from './commands/create-product'
import { declineInvitation } from './commands/decline-invitation'
import { invitePartner } from './commands/invite-partner'
import { renewInvitation } from './commands/renew-invitation'
import { reviseText } from './commands/revise-text'
import { revokePartner } from './commands/revoke-partner'
import { updateGrants } from './commands/update-grants'
import { updateProduct } from './commands/update-product'
import {
  acceptInvitationInput,
  createProductInput,
  declineInvitationInput,
  invitationInput,
  invitePartnerInput,
  listProductsInput,
  ndaRecordInput,
  partyVersionInput,
  productInput,
  productVersionInput,
  reviseTextInput,
  revokePartnerInput,
  updateGrantsInput,
  updateProductInput,
} from './inputs'
import { getInvitation } from './queries/get-invitation'
import { getProduct } from './queries/get-product'
import { listActivity } from './queries/list-activity'
import { listInvitations } from './queries/list-invitations'
import { listParties } from './queries/list-parties'
import { listPeople } from './queries/list-people'
import { listPlaces } from './queries/list-places'
import { listProducts } from './queries/list-products'
import { getNdaRecord, listNdaRecords } from './queries/nda-records'

export const productsRouter = router({
  listProducts: memberProcedure.input(listProductsInput).query(({ ctx, input }) => listProducts(ctx, input)),
  getProduct: memberProcedure.input(productInput).query(({ ctx, input }) => getProduct(ctx, input)),
  listPlaces: memberProcedure.query(({ ctx }) => listPlaces(ctx)),
  listActivity: memberProcedure.input(productInput).query(({ ctx, input }) => listActivity(ctx, input)),
  createProduct: memberProcedure.input(createProductInput).mutation(({ ctx, input }) => createProduct(ctx, input)),
  updateProduct: memberProcedure.input(updateProductInput).mutation(({ ctx, input }) => updateProduct(ctx, input)),
  reviseText: memberProcedure.input(reviseTextInput).mutation(({ ctx, input }) => reviseText(ctx, input)),
  archiveProduct: memberProcedure.input(productVersionInput).mutation(({ ctx, input }) => archiveProduct(ctx, input)),
  restoreProduct: memberProcedure.input(productVersionInput).mutation(({ ctx, input }) => restoreProduct(ctx, input)),

  listParties: memberProcedure.input(productInput).query(({ ctx, input }) => listParties(ctx, input)),
  listPeople: memberProcedure.input(productInput).query(({ ctx, input }) => listPeople(ctx, input)),
  invitePartner: memberProcedure.input(invitePartnerInput).mutation(({ ctx, input }) => invitePartner(ctx, input)),
  renewInvitation: memberProcedure.input(partyVersionInput).mutation(({ ctx, input }) => renewInvitation(ctx, input)),
  updateGrants: memberProcedure.input(updateGrantsInput).mutation(({ ctx, input }) => updateGrants(ctx, input)),
  revokePartner: memberProcedure.input(revokePartnerInput).mutation(({ ctx, input }) => revokePartner(ctx, input)),

  listInvitations: personProcedure.query(({ ctx }) => listInvitations(ctx)),
  /** Open to whoever holds the link, signed in or not. */
  getInvitation: visitorProcedure
    .input(invitationInput)
    .query(({ ctx, input }) => getInvitation(ctx, { ...input, language: input.language ?? ctx.request.locale })),
  acceptInvitation: memberProcedure
    .input(acceptInvitationInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input, ctx.request)),
  declineInvitation: memberProcedure
    .input(declineInvitationInput)
    .mutation(({ ctx, input }) => declineInvitation(ctx, input)),

  listNdaRecords: memberProcedure.query(({ ctx }) => listNdaRecords(ctx)),
  getNdaRecord: memberProcedure.input(ndaRecordInput).query(({ ctx, input }) => getNdaRecord(ctx, input)),
})
