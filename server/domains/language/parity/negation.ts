/** A prohibition by a modal verb, apart from limits (`shall not exceed`), which the numbers speak for. */
const english =
  /\b(?:shall|must|may|should)(?: not|n't) (?!be (?:less|more|greater|lower|higher|smaller|larger|longer|shorter|fewer)|exceed|only\b|necessarily)|\b(?:shall|must|should) never (?!be (?:less|more|greater|lower|higher)|exceed)|(?<=^|[.;:,!] )(?:do not|don't|never) (?!exceed)|\b(?:is|are) (?:strictly )?(?:prohibited|forbidden|not (?:allowed|permitted))|\bno [a-z]+(?: [a-z]+)? (?:is|are) (?:allowed|permitted)/gi
const chinese =
  /不(?:得|应当?|允许|准|许)(?!超|大于|小于|高于|低于|多于|少于|长于|短于|超出|早于|晚于|迟于|比|低|高|少|多|大|小|劣|差|逆|避|见|靠|抗|用说|分割|或缺|够|力|不)|(?:禁止|严禁|切勿|请勿|勿|绝不)(?!止)/g

/** Any word or part of a word that can carry a negation, in the widest sense. */
const englishTrace =
  /\b(?:not|no|never|none|nor|neither|without|cannot|nothing|nobody|unless|except|only|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|refus\w*|reject\w*|den(?:y|ies|ied)|disabl\w*|lack\w*|free|fail\w*|exclud\w*|block\w*|ban(?:s|ned)?|keep\w*|kept|stop\w*|away|out of|rather than|instead|hardly|zero|refrain|omit\w*|absent|absence|inhibit\w*|suppress\w*|rid|skip\w*|ignor\w*|ceas\w*|mis[a-z]{3,}|illegal|invalid|surviv\w*|withst\w+|remain\w*|stay\w*|continu\w*|retain\w*|maintain\w*|intact|endure\w*|0(?= [a-z])|pass(?:es)?|ensur\w*|imper\w+|inad\w+|inac\w+|incor\w+|insuff\w+)\b|n't\b|\b(?:non-?|un(?!der|til|it|iq|iform|ion|ivers)|dis(?!play|tance|charge|tribut|cuss|k\b|c\b))[a-z]{3,}/i
const chineseTrace = /[不无未非勿免禁防止避否没拒失除仅才只停绝莫毋缺别限空关耐]|完好|保持|正常|承受|通过|确保|保证/

const han = /\p{Script=Han}/u

export type Prohibition = Readonly<{ start: number; end: number }>
const first = (pattern: RegExp, text: string): Prohibition | null => {
  pattern.lastIndex = 0
  const match = pattern.exec(text)
  return match ? { start: match.index, end: match.index + match[0].trimEnd().length } : null
}

/**
 * A prohibition in one text while the other has nothing that could express one. Says nothing where the languages may
 * only have chosen different words (`non-condensing`, 无凝露): a negation is reported only when it is certainly lost.
 */
export function lostProhibition(en: string, zh: string): Readonly<{ en: Prohibition | null; zh: Prohibition | null }> {
  if (han.test(en) || !han.test(zh)) return { en: null, zh: null }
  const [forbidden, forbiddenToo] = [first(english, en), first(chinese, zh)]
  return {
    en: forbidden && !chineseTrace.test(zh) ? forbidden : null,
    zh: forbiddenToo && !englishTrace.test(en) ? forbiddenToo : null,
  }
}
