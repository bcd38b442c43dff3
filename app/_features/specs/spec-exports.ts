/** The files a revision can be taken home as, in the order of the menu; each is answered by the server. */
export const specExports: readonly ('pdf' | 'xlsx')[] = ['pdf', 'xlsx']
