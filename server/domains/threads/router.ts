import { memberProcedure, router } from '@/server/trpc/init'
import { decideEq, reopenEq, withdrawEq } from './commands/act-on-eq'
import { reopen, resolve } from './commands/change-state'
import { addTranslation, editPost, translateEqTitle } from './commands/edit-post'
import { markRead } from './commands/mark-read'
import { openThread } from './commands/open-thread'
import { raiseEq } from './commands/raise-eq'
import { reply } from './commands/reply'
import * as inputs from './inputs'
import { countsForBom, countsForSpec, countUnread } from './queries/counts'
import { getThread } from './queries/get-thread'
import { listEqs, suggestEqs } from './queries/list-eqs'
import { listMentionable } from './queries/list-mentionable'
import { listThreads } from './queries/list-threads'
import { listAudiences } from './queries/sides'

export const threadsRouter = router({
  openThread: memberProcedure.input(inputs.openThreadInput).mutation(({ ctx, input }) => openThread(ctx, input)),
  reply: memberProcedure.input(inputs.replyInput).mutation(({ ctx, input }) => reply(ctx, input)),
  resolve: memberProcedure.input(inputs.changeStateInput).mutation(({ ctx, input }) => resolve(ctx, input)),
  reopen: memberProcedure.input(inputs.changeStateInput).mutation(({ ctx, input }) => reopen(ctx, input)),
  editPost: memberProcedure.input(inputs.editPostInput).mutation(({ ctx, input }) => editPost(ctx, input)),
  addTranslation: memberProcedure
    .input(inputs.addTranslationInput)
    .mutation(({ ctx, input }) => addTranslation(ctx, input)),
  raiseEq: memberProcedure.input(inputs.raiseEqInput).mutation(({ ctx, input }) => raiseEq(ctx, input)),
  decideEq: memberProcedure.input(inputs.decideEqInput).mutation(({ ctx, input }) => decideEq(ctx, input)),
  reopenEq: memberProcedure.input(inputs.closeEqInput).mutation(({ ctx, input }) => reopenEq(ctx, input)),
  withdrawEq: memberProcedure.input(inputs.closeEqInput).mutation(({ ctx, input }) => withdrawEq(ctx, input)),
  translateEqTitle: memberProcedure
    .input(inputs.translateEqTitleInput)
    .mutation(({ ctx, input }) => translateEqTitle(ctx, input)),
  markRead: memberProcedure.input(inputs.markReadInput).mutation(({ ctx, input }) => markRead(ctx, input)),
  getThread: memberProcedure.input(inputs.getThreadInput).query(({ ctx, input }) => getThread(ctx, input)),
  listThreads: memberProcedure.input(inputs.listThreadsInput).query(({ ctx, input }) => listThreads(ctx, input)),
  listEqs: memberProcedure.input(inputs.listEqsInput).query(({ ctx, input }) => listEqs(ctx, input)),
  suggestEqs: memberProcedure.input(inputs.suggestEqsInput).query(({ ctx, input }) => suggestEqs(ctx, input)),
  listOpen: memberProcedure
    .input(inputs.listOpenInput)
    .query(({ ctx, input }) => listThreads(ctx, { filter: 'open', limit: input.limit })),
  countsForBom: memberProcedure.input(inputs.countsForBomInput).query(({ ctx, input }) => countsForBom(ctx, input)),
  countsForSpec: memberProcedure.input(inputs.countsForSpecInput).query(({ ctx, input }) => countsForSpec(ctx, input)),
  countUnread: memberProcedure.input(inputs.countUnreadInput).query(({ ctx, input }) => countUnread(ctx, input)),
  listAudiences: memberProcedure.input(inputs.audiencesInput).query(({ ctx, input }) => listAudiences(ctx, input)),
  listMentionable: memberProcedure
    .input(inputs.mentionableInput)
    .query(({ ctx, input }) => listMentionable(ctx, input)),
})
