import type { Profile } from 'next-auth'
import type { OAuthConfig, OAuthUserConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'

/** WeChat answers 200 with `errcode` where it refuses. */
const refusal = z.object({ errcode: z.number(), errmsg: z.string().default('') })
const grant = z.object({ access_token: z.string(), openid: z.string(), unionid: z.string().optional() })
const person = z.object({ openid: z.string(), unionid: z.string().optional(), nickname: z.string().default('') })

const api = 'https://api.weixin.qq.com/sns'
const patienceMs = 10_000

async function ask<T>(path: string, params: Record<string, string>, shape: z.ZodType<T>): Promise<T> {
  const url = `${api}/${path}?${new URLSearchParams(params).toString()}`
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
  const answer: unknown = await response.json()
  const refused = refusal.safeParse(answer)
  // The text of the refusal may repeat the request, which holds the secret; the number is enough to look it up.
  if (refused.success && refused.data.errcode !== 0) throw new Error(`WeChat refused: ${refused.data.errcode}`)
  return shape.parse(answer)
}

/**
 * Sign-in by WeChat QR code (website application, scope `snsapi_login`). Its OAuth differs from the standard: the client
 * is called `appid`, tokens come by GET, and there is no e-mail. The union id is the person across a company's WeChat
 * applications, where the company has linked them; otherwise the open id.
 * https://developers.weixin.qq.com/doc/oplatform/en/Website_App/WeChat_Login/Wechat_Login.html
 */
export function weChat({ clientId, clientSecret }: Pick<OAuthUserConfig<Profile>, 'clientId' | 'clientSecret'>) {
  const provider: OAuthConfig<Profile> = {
    id: 'wechat',
    name: 'WeChat',
    type: 'oauth',
    checks: ['state'],
    clientId,
    clientSecret,
    authorization: {
      url: 'https://open.weixin.qq.com/connect/qrconnect',
      params: { appid: clientId, scope: 'snsapi_login' },
    },
    token: {
      url: `${api}/oauth2/access_token`,
      request: async ({ params, checks }) => {
        // A request of our own replaces the library's, and with it the check that this browser began the sign-in.
        if (!checks.state || params.state !== checks.state) throw new Error('WeChat sign-in was begun elsewhere')
        const query = {
          appid: clientId,
          secret: clientSecret,
          code: params.code ?? '',
          grant_type: 'authorization_code',
        }
        return { tokens: await ask('oauth2/access_token', query, grant) }
      },
    },
    userinfo: {
      url: `${api}/userinfo`,
      request: async ({ tokens }) => {
        const { access_token, openid: granted } = grant.parse(tokens)
        const query = { access_token, openid: granted }
        const { unionid, openid, nickname } = await ask('userinfo', query, person)
        return { sub: unionid ?? openid, name: nickname }
      },
    },
    profile: ({ sub = '', name = '' }) => ({ id: sub, name, email: null, image: null }),
  }
  return provider
}
