// The sentences of the terminal, before anything is installed: locales/<language>/cli.json and nothing else.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** `zh` where the terminal's locale is Chinese, else `en`. */
export function terminalLanguage(env = process.env) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh/i.test(locale) ? 'zh' : 'en'
}

const texts = new Map()

function textsOf(language) {
  if (!texts.has(language))
    texts.set(language, JSON.parse(readFileSync(join(root, 'locales', language, 'cli.json'), 'utf8')))
  return texts.get(language)
}

/** The sentence of `group.name` in the terminal's language, its `{{parameters}}` filled in. */
export function say(key, params = {}, language = terminalLanguage()) {
  const [group, name] = key.split('.')
  return textsOf(language)[group][name].replace(/\{\{(\w+)\}\}/g, (_, param) => String(params[param] ?? ''))
}
