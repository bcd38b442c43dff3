/** How long a link in a mail works, in minutes, by what it is for. */
export const linkMinutes = { signIn: 20, signUp: 24 * 60, passwordReset: 60, emailVerification: 24 * 60 } as const
