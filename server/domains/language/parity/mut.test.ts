import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { checkParity } from './check-parity'
const load = (n: string) => readFileSync(`${import.meta.dirname}/fixtures/${n}.jsonl`, 'utf8').trim().split('\n').map((l) => JSON.parse(l)).filter((p) => p.expect === 'ok')
test('mutations', () => {
  const all = ['pairs', 'held-out', 'held-out-second'].flatMap(load)
  let [n, miss] = [0, 0]
  for (const { en, zh } of all) {
    for (const side of ['en', 'zh'] as const) {
      const text: string = side === 'en' ? en : zh
      for (const m of text.matchAll(/[0-9０-９]/g)) {
        const d = m[0].normalize('NFKC')
        for (const r of [String((Number(d) + 1) % 10), '']) {
          const t = text.slice(0, m.index) + r + text.slice(m.index + 1)
          n++
          const rep = side === 'en' ? checkParity(t, zh) : checkParity(en, t)
          if (rep.ok) { miss++; process.stdout.write(`MISS ${side === 'en' ? t : en} | ${side === 'en' ? zh : t}\n`) }
        }
      }
    }
  }
  process.stdout.write(`digits ${n} missed ${miss}\n`)
  // operators on zh
  const ops: [RegExp, string][] = [[/不(小于|低于|少于)/, '不大于'], [/不(大于|超过|高于)/, '不小于'], [/(?<!不)(小于|低于)/, '大于'], [/(?<!不)(大于|高于|超过)/, '小于'], [/至少|最少/, '最多'], [/最多/, '至少'], [/最大|最高/, '最小'], [/最小|最低/, '最大'], [/≥/, '≤'], [/≤/, '≥'], [/以上/, '以下'], [/以下/, '以上'], [/±/, ''], [/℃/, '℉'], [/(?<![a-zA-Z])m(?=[AVWsmL])/, ''], [/[μµ]/, 'm'], [/k(?=[A-ZΩ])/, 'M'], [/M(?=Hz|Ω)/, 'k'], [/(?<=[-－])(?=\d)/, ''], [/秒/, '分钟'], [/分钟/, '小时'], [/小时/, '天'], [/毫米/, '厘米'], [/N·m|牛·米/, 'kgf·cm'], [/万/, ''], [/dBm/, 'dBi'], [/(?<=\d)g(?![a-z])/, 'kg'], [/(?<=\d)mm/, 'cm'], [/年/, '个月'], [/%/, '‰']]
  let [on, om] = [0, 0]
  for (const { en, zh } of all) for (const [p, r] of ops) {
    const t = zh.replace(p, r)
    if (t === zh) continue
    on++
    if (checkParity(en, t).ok) { om++; process.stdout.write(`OPMISS ${p} ${en} | ${t}\n`) }
  }
  process.stdout.write(`ops ${on} missed ${om}\n`)
  // long texts in another order
  let bad = 0
  for (let i = 0; i + 5 < all.length; i += 5) {
    const five = all.slice(i, i + 5)
    const rep = checkParity(five.map((p) => p.en).join(' '), five.toReversed().map((p) => p.zh).join(''))
    if (!rep.ok) { bad++; process.stdout.write(`LONG ${rep.findings.map((f) => `${f.kind}(${f.params.en}|${f.params.zh})`).join(' ')} :: ${five.map((p) => p.en).join(' ')}\n`) }
  }
  process.stdout.write(`long bad ${bad}\n`)
})
