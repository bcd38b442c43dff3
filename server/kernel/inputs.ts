import { z } from 'zod'
import { isId, type IdKind } from './ids'

/** An id of one kind, with its prefix. */
export const id = (kind: IdKind) => z.string().refine((text) => isId(kind, text), 'common.idInvalid')

/** Of a list that is read page by page: where the page before ended, absent for the first, and at most how many. */
export const page = <Cursor extends z.ZodType>(cursor: Cursor, usual: number) => ({
  cursor: cursor.nullish(),
  limit: z.int().min(1).max(100).default(usual),
})
