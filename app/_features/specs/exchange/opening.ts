/** How an import begins: with a file, dropped already or still to be chosen, or with a table, pasted already or not. */
export type Opening = Readonly<{ kind: 'file'; file: File | null }> | Readonly<{ kind: 'paste'; text: string }>
