import { personProcedure, personSteps, router, visitorProcedure, visitorSteps } from '@/server/trpc/init'
import { changePassword } from './commands/change-password'
import { confirmSignUp } from './commands/confirm-sign-up'
import { disconnectProvider } from './commands/disconnect-provider'
import { requestPasswordReset, requestSignInLink } from './commands/request-sign-in-link'
import { resetPassword } from './commands/reset-password'
import { revokeOtherSessions, revokeSession } from './commands/revoke-session'
import { signIn } from './commands/sign-in'
import { signInDemo } from './commands/sign-in-demo'
import { signInWithLink } from './commands/sign-in-with-link'
import { signOut } from './commands/sign-out'
import { signUp } from './commands/sign-up'
import { setLocale, updateProfile } from './commands/update-profile'
import { requestEmailConfirmation, verifyEmail } from './commands/verify-email'
import * as inputs from './inputs'
import { getProfile, listProviders, listSessions } from './queries/get-profile'
import { demoAccounts, peekLink, signInOptions } from './queries/sign-in-options'

export const peopleRouter = router({
  signInOptions: visitorProcedure.query(({ ctx }) => signInOptions(ctx.services)),
  demoAccounts: visitorProcedure.query(({ ctx }) => demoAccounts(ctx, ctx.services)),
  peekLink: visitorProcedure.input(inputs.peekLinkInput).query(({ ctx, input }) => peekLink(ctx, ctx, input)),
  signIn: visitorSteps.input(inputs.signInInput).mutation(({ ctx, input }) => signIn(ctx, input)),
  signInDemo: visitorSteps.input(inputs.userIdInput).mutation(({ ctx, input }) => signInDemo(ctx, input)),
  requestSignInLink: visitorSteps
    .input(inputs.requestLinkInput)
    .mutation(({ ctx, input }) => requestSignInLink(ctx, input)),
  signInWithLink: visitorSteps.input(inputs.tokenInput).mutation(({ ctx, input }) => signInWithLink(ctx, input)),
  signUp: visitorSteps.input(inputs.signUpInput).mutation(({ ctx, input }) => signUp(ctx, input)),
  confirmSignUp: visitorSteps.input(inputs.confirmSignUpInput).mutation(({ ctx, input }) => confirmSignUp(ctx, input)),
  requestPasswordReset: visitorSteps
    .input(inputs.requestLinkInput)
    .mutation(({ ctx, input }) => requestPasswordReset(ctx, input)),
  resetPassword: visitorSteps.input(inputs.resetPasswordInput).mutation(({ ctx, input }) => resetPassword(ctx, input)),
  signOut: visitorProcedure.mutation(({ ctx }) => signOut(ctx, ctx)),
  setLocale: visitorProcedure.input(inputs.setLocaleInput).mutation(({ ctx, input }) => setLocale(ctx, ctx, input)),

  getProfile: personProcedure.query(({ ctx }) => getProfile(ctx)),
  updateProfile: personProcedure
    .input(inputs.updateProfileInput)
    .mutation(({ ctx, input }) => updateProfile(ctx, ctx, input)),
  requestEmailConfirmation: personSteps
    .input(inputs.confirmEmailInput)
    .mutation(({ ctx, input }) => requestEmailConfirmation(ctx, input)),
  verifyEmail: personProcedure.input(inputs.tokenInput).mutation(({ ctx, input }) => verifyEmail(ctx, input)),
  changePassword: personSteps
    .input(inputs.changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
  listSessions: personProcedure.query(({ ctx }) => listSessions(ctx)),
  revokeSession: personProcedure.input(inputs.sessionIdInput).mutation(({ ctx, input }) => revokeSession(ctx, input)),
  revokeOtherSessions: personProcedure.mutation(({ ctx }) => revokeOtherSessions(ctx)),
  listProviders: personProcedure.query(({ ctx }) => listProviders(ctx)),
  disconnectProvider: personProcedure
    .input(inputs.providerInput)
    .mutation(({ ctx, input }) => disconnectProvider(ctx, input)),
})
