/** How colleagues address each other in Chinese companies: engineer, manager, general manager, master craftsman. */
const titles = ['工', '经理', '总', '主管', '师傅'] as const

/** Forms of address to choose from, `王工` before `王总`; none where there is no Chinese family name. */
export const honorificsFor = (familyNameZh: string): string[] => {
  const family = familyNameZh.trim()
  return /^\p{Script=Han}{1,2}$/u.test(family) ? titles.map((title) => family + title) : []
}
