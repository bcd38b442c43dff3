import type cli from '../locales/en/cli.json'

type Texts = typeof cli
export type CliKey = { [G in keyof Texts]: `${G}.${keyof Texts[G] & string}` }[keyof Texts]

export function terminalLanguage(env?: Record<string, string | undefined>): 'en' | 'zh'
export function say(key: CliKey, params?: Readonly<Record<string, string | number>>, language?: 'en' | 'zh'): string
