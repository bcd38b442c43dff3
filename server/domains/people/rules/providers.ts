/** Sign-in providers the portal knows; each is offered where its client id and secret are configured. */
export const oauthProviders = ['github', 'google', 'wechat'] as const
