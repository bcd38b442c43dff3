type Parts = Readonly<{ code: string; is: string; would: string }>

/** What a change is called that follows from an accepted substitute. It is stored, so both languages are written at once. */
export const substituteTitle = ({ code, is, would }: Parts): Readonly<{ en: string; zh: string }> => ({
  en: `${code}: allow ${would} beside ${is}`,
  zh: `${code}:${is} 增加替代料 ${would}`,
})
