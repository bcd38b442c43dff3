/** Whether a text is the address of a page of ours, without the origin: what browsers read as another site is none. */
export const isOwnPath = (text: string): boolean => /^\/(?![/\\])/.test(text) && !/[\p{Cc}\\]/u.test(text)
