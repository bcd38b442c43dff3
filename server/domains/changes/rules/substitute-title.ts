type Parts = Readonly<{ code: string; is: string; would: string }>

/** What a change is called that follows from an accepted substitute: part numbers, which read the same in both languages. */
export function substituteTitle({ code, is, would }: Parts): Readonly<{ en: string; zh: string }> {
  const text = `${code}: ${is} + ${would}`
  return { en: text, zh: text }
}
