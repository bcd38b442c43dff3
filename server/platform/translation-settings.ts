/** Services that translate by machine. */
export const translationProviders = ['deepl', 'azure', 'baidu', 'openai'] as const
export type TranslationProvider = (typeof translationProviders)[number]

/** Where texts are sent to be translated, from `TRANSLATION_URL`. */
export type TranslationSettings = Readonly<{
  provider: TranslationProvider
  /** Origin and path, without a trailing slash. */
  endpoint: string
  /** The whole credential; for Baidu the secret beside `appId`. */
  apiKey: string
  appId: string
  /** Azure: the region of the resource. */
  region: string
  /** OpenAI and what speaks like it: the model to ask. */
  model: string
}>

/**
 * Reads `deepl://KEY@HOST`, `azure://KEY@HOST?region=…`, `baidu://APPID:SECRET@HOST` or `openai://KEY@HOST/v1?model=…`;
 * `openai+http://…` and the like reach a service of one's own without TLS. Null where it is none of these.
 */
export function readTranslationUrl(text: string): TranslationSettings | null {
  const [, name = '', plain] = /^(deepl|azure|baidu|openai)(\+http)?:\/\//.exec(text) ?? []
  const provider = translationProviders.find((each) => each === name)
  if (!provider || !URL.canParse(text)) return null
  const url = new URL(text)
  const [user, secret] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  if (url.host === '') return null
  const endpoint = `${plain ? 'http' : 'https'}://${url.host}${url.pathname.replace(/\/+$/, '')}`
  const given = (field: string) => url.searchParams.get(field) ?? ''
  const settings = { provider, endpoint, appId: '', region: given('region'), model: given('model') }
  if (provider === 'baidu') return user === '' || secret === '' ? null : { ...settings, appId: user, apiKey: secret }
  // Keys of DeepL's free plan end with `:fx`.
  const apiKey = secret === '' ? user : `${user}:${secret}`
  if (provider === 'openai') return settings.model === '' ? null : { ...settings, apiKey }
  return apiKey === '' ? null : { ...settings, apiKey }
}
