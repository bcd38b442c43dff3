/** What a question can point at. Later domains add theirs here. */
export const subjectKinds = ['product', 'bom', 'bomLine'] as const
export type SubjectKind = (typeof subjectKinds)[number]
