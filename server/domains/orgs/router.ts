import { memberProcedure, personProcedure, router, visitorProcedure, visitorSteps } from '@/server/trpc/init'
import { acceptInvitation } from './commands/accept-invitation'
import { changeRole, leaveOrg, removeMember } from './commands/change-role'
import { createOrg } from './commands/create-org'
import { inviteMember, resendInvitation, revokeInvitation } from './commands/invite-member'
import { joinAsNewPerson } from './commands/join-as-new-person'
import { switchOrg } from './commands/switch-org'
import { updateOrg } from './commands/update-org'
import * as inputs from './inputs'
import { getOrg, listInvitations, listMembers, listMine, previewInvitation } from './queries/get-org'
import { getManufacturer, listManufacturers } from './queries/list-manufacturers'

export const orgsRouter = router({
  mine: personProcedure.query(({ ctx }) => listMine(ctx)),
  switch: personProcedure.input(inputs.orgIdInput).mutation(({ ctx, input }) => switchOrg(ctx, input)),
  createOrg: personProcedure.input(inputs.createOrgInput).mutation(({ ctx, input }) => createOrg(ctx, input)),
  getOrg: memberProcedure.query(({ ctx }) => getOrg(ctx)),
  updateOrg: memberProcedure.input(inputs.updateOrgInput).mutation(({ ctx, input }) => updateOrg(ctx, input)),

  listMembers: memberProcedure.query(({ ctx }) => listMembers(ctx)),
  changeRole: memberProcedure.input(inputs.changeRoleInput).mutation(({ ctx, input }) => changeRole(ctx, input)),
  removeMember: memberProcedure.input(inputs.memberInput).mutation(({ ctx, input }) => removeMember(ctx, input)),
  leaveOrg: memberProcedure.mutation(({ ctx }) => leaveOrg(ctx)),

  listInvitations: memberProcedure.query(({ ctx }) => listInvitations(ctx)),
  inviteMember: memberProcedure.input(inputs.inviteInput).mutation(({ ctx, input }) => inviteMember(ctx, input)),
  resendInvitation: memberProcedure
    .input(inputs.invitationIdInput)
    .mutation(({ ctx, input }) => resendInvitation(ctx, input)),
  revokeInvitation: memberProcedure
    .input(inputs.invitationIdInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
  previewInvitation: visitorProcedure
    .input(inputs.invitationTokenInput)
    .query(({ ctx, input }) => previewInvitation(ctx, input)),
  acceptInvitation: personProcedure
    .input(inputs.invitationTokenInput)
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
  joinAsNewPerson: visitorSteps.input(inputs.joinInput).mutation(({ ctx, input }) => joinAsNewPerson(ctx, input)),

  listManufacturers: memberProcedure
    .input(inputs.manufacturersInput)
    .query(({ ctx, input }) => listManufacturers(ctx, input)),
  getManufacturer: memberProcedure.input(inputs.orgIdInput).query(({ ctx, input }) => getManufacturer(ctx, input)),
})
