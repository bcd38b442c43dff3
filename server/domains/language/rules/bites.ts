import type { Language } from '@/server/kernel/bilingual'
import { foldText } from './fold'

/**
 * Words that mean less to the writer than to the reader, or the other way round. Each has a hint under
 * `language:bites.<id>`, which tells a reader of either language what the other side will take it for.
 */
type Rule = Readonly<{
  id: string
  language: Language
  forms: readonly string[]
  /** Harmless inside a sentence, an answer when it stands alone: `可以` is also "can". */
  alone?: true
}>

/** Source: how both shores read each other's small words, as buyers and project managers report it. */
export const biteRules = [
  { id: 'ok', language: 'zh', forms: ['ok', 'okay', '没问题', '没有问题', '问题不大'] },
  { id: 'ok', language: 'zh', forms: ['可以', '可以的', '好的', '好', '行', '收到', '知道了', '了解'], alone: true },
  { id: 'okEn', language: 'en', forms: ['ok', 'okay', 'no problem', 'sure thing', 'sounds good', 'will do'] },
  {
    id: 'probably',
    language: 'zh',
    forms: ['应该可以', '应该没问题', '应该行', '估计可以', '问题应该不大', '大概可以'],
  },
  {
    id: 'shouldBeFine',
    language: 'en',
    forms: [
      'should be fine',
      'should be ok',
      'should be okay',
      'should work',
      'shouldn’t be a problem',
      "shouldn't be a problem",
    ],
  },
  { id: 'roughly', language: 'zh', forms: ['差不多', '大概', '基本上', '基本没问题'] },
  { id: 'roughlyEn', language: 'en', forms: ['more or less', 'ballpark', 'give or take', 'or so', 'roughly'] },
  { id: 'tryZh', language: 'zh', forms: ['尽量', '尽力', '争取', '我们努力'] },
  {
    id: 'tryEn',
    language: 'en',
    forms: ["we'll try", 'we’ll try', 'we will try', 'do our best', 'best effort', 'best efforts'],
  },
  { id: 'soonZh', language: 'zh', forms: ['马上', '很快', '尽快', '快了', '稍后', '等一下', '这两天'] },
  { id: 'soonEn', language: 'en', forms: ['soon', 'shortly', 'asap', 'right away', 'in a bit', 'eod', 'cob'] },
  { id: 'someday', language: 'zh', forms: ['改天', '到时候', '回头'] },
  {
    id: 'somedayEn',
    language: 'en',
    forms: ['at some point', 'down the road', 'when you get a chance', 'going forward'],
  },
  { id: 'consider', language: 'zh', forms: ['研究一下', '考虑一下', '再说', '看情况', '视情况', '有点难', '不太方便'] },
  {
    id: 'considerEn',
    language: 'en',
    forms: ["we'll see", 'we’ll see', 'we will see', 'table this', 'circle back', 'touch base'],
  },
  { id: 'usual', language: 'zh', forms: ['按惯例', '老规矩', '正常来说', '一般来说', '按常规'] },
  {
    id: 'usualEn',
    language: 'en',
    forms: ['as usual', 'industry standard', 'best practice', 'nice to have', 'good quality', 'high quality'],
  },
] as const satisfies readonly Rule[]
export type BiteId = (typeof biteRules)[number]['id']

/** A word that bites: where it stands in the text (UTF-16 positions, end exclusive). */
export type Bite = Readonly<{ id: BiteId; start: number; end: number }>

const forms = (biteRules as readonly (Rule & { id: BiteId })[])
  .flatMap(({ id, language, forms: words, alone = false }) =>
    words.map((form) => ({ id, language, form: foldText(form), alone })),
  )
  .toSorted((a, b) => b.form.length - a.form.length)
const latin = /[\p{Script=Latin}\p{N}]/u
const clauseEnd = /^[\s,.;:!?，。；：！？、~…)）]*(?:[,.;:!?，。；：！？、\n~…]|$)/u
const clauseStart = /(?:^|[,.;:!?，。；：！？、\n~…])\s*$/u

/** Words that bite in a text of a language, longest first, none inside another, in order. */
export function bitesIn(text: string, language: Language): Bite[] {
  const folded = foldText(text)
  const taken: Bite[] = []
  for (const { id, language: spoken, form, alone } of forms) {
    if (spoken !== language) continue
    for (let start = folded.indexOf(form); start >= 0; start = folded.indexOf(form, start + form.length)) {
      const end = start + form.length
      const [before, after] = [folded.charAt(start - 1), folded.charAt(end)]
      if (latin.test(form.charAt(0)) && latin.test(before)) continue
      if (latin.test(form.charAt(form.length - 1)) && latin.test(after)) continue
      if (alone && !(clauseStart.test(folded.slice(0, start)) && clauseEnd.test(folded.slice(end)))) continue
      if (taken.some((other) => start < other.end && other.start < end)) continue
      taken.push({ id, start, end })
    }
  }
  return taken.toSorted((a, b) => a.start - b.start)
}
