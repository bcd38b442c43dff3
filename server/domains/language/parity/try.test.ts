import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { checkParity } from './check-parity'
test('try', () => {
  for (const name of (process.env.SET ?? 'pairs').split(',')) {
    let [tp, fp, fn, tn, kindOk] = [0, 0, 0, 0, 0]
    for (const line of readFileSync(`${import.meta.dirname}/fixtures/${name}.jsonl`, 'utf8').trim().split('\n')) {
      const { en, zh, expect } = JSON.parse(line)
      const r = checkParity(en, zh)
      const show = (why: string) => process.stdout.write(`${why} [${expect}] ${en} | ${zh}\n    ${r.findings.map((f) => `${f.kind}:${f.code}(${f.params.en}|${f.params.zh})`).join('  ')}\n`)
      if (expect === 'ok') { if (r.ok) tn++; else { fp++; show('FP') } }
      else if (r.ok) { fn++; show('FN') }
      else { tp++; if (r.findings.some((f) => f.kind === expect) ) { kindOk++; if (r.findings.length > 1) show('multi') } else show('kind') }
    }
    process.stdout.write(`${name}: precision ${tp / (tp + fp)} recall ${tp / (tp + fn)} kind ${kindOk / tp}  tp${tp} fp${fp} fn${fn} tn${tn}\n`)
  }
})
