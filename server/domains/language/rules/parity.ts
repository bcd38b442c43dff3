/** A figure, a sign or a code that the two texts do not agree on; spans are UTF-16 positions, end exclusive. */
export type Finding = Readonly<{
  kind: string
  code: string
  params: Readonly<Record<string, string | number>>
  en?: Readonly<{ start: number; end: number }>
  zh?: Readonly<{ start: number; end: number }>
}>

const figures = (text: string) => (text.normalize('NFKC').match(/\d+(?:[.,]\d+)*/g) ?? []).toSorted().join(' ')

export function checkParity(en: string, zh: string): Readonly<{ ok: boolean; findings: readonly Finding[] }> {
  const ok = figures(en) === figures(zh)
  return { ok, findings: ok ? [] : [{ kind: 'number', code: 'number', params: {} }] }
}
