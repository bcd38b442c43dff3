import { memberProcedure, personProcedure, router, visitorProcedure } from '@/server/trpc/init'
import { markAllRead, markRead } from './commands/mark-read'
import { setPreference } from './commands/set-preference'
import * as inputs from './inputs'
import { countUnread, getPreferences, listInbox } from './queries/list-inbox'
import { getOutboxMail, listOutbox } from './queries/list-outbox'

export const notificationsRouter = router({
  listInbox: memberProcedure.input(inputs.listInboxInput).query(({ ctx, input }) => listInbox(ctx, input)),
  countUnread: memberProcedure.query(({ ctx }) => countUnread(ctx)),
  markRead: memberProcedure.input(inputs.markNoticesReadInput).mutation(({ ctx, input }) => markRead(ctx, input)),
  markAllRead: memberProcedure.input(inputs.markAllReadInput).mutation(({ ctx, input }) => markAllRead(ctx, input)),
  getPreferences: personProcedure.query(({ ctx }) => getPreferences(ctx)),
  setPreference: personProcedure
    .input(inputs.setPreferenceInput)
    .mutation(({ ctx, input }) => setPreference(ctx, input)),
  listOutbox: visitorProcedure.query(({ ctx }) => listOutbox(ctx, ctx.services.settings)),
  getOutboxMail: visitorProcedure
    .input(inputs.getMailInput)
    .query(({ ctx, input }) => getOutboxMail(ctx, ctx.services.settings, input)),
})
