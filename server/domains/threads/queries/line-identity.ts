import { sql, type SQL } from 'drizzle-orm'
import { bomLines } from '@/db/schema/boms'
import { threads } from '@/db/schema/threads'

/**
 * What makes a line the same line in the next revision of its BOM: its references, else its part number. Every import
 * makes new rows, and an open question must not stay behind with the old ones.
 */
export const lineIdentity = (line: 'old' | 'now'): SQL => {
  const column = (name: string) => sql.raw(`${line}.${name}`)
  return sql`case when ${column('refs')} <> '' then 'refs ' || ${column('refs')}
    when ${column('ipn')} <> '' then 'ipn ' || ${column('ipn')}
    when ${column('mpn')} <> '' then 'mpn ' || ${column('mpn')}
    else ${column('id')} end`
}

/** Threads about this line, in whichever revision they were asked. Needs `threads` in the query. */
export const sameLine = (lineId: string): SQL =>
  sql`(${threads.subjectId} = ${lineId} or exists (select 1 from ${bomLines} old, ${bomLines} now
    where old.id = ${threads.subjectId} and now.id = ${lineId} and old.bom_id = now.bom_id
      and old.revision_id <> now.revision_id and ${lineIdentity('old')} = ${lineIdentity('now')}))`
