import { integer, jsonb, text, timestamp } from 'drizzle-orm/pg-core'
import type { BilingualText } from '@/server/kernel/bilingual'

/** Optimistic lock: every write repeats the version it read. */
export const versioned = { version: integer('version').notNull().default(1) }

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const stamped = {
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date()),
}

/** Text a user wrote, in both languages, with its translation state. */
export const bilingualText = (name: string) => jsonb(name).$type<BilingualText>()

/** A text column limited to a list of states owned by the pure core. */
export const oneOf = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  text(name, { enum: [...values] as [T[number], ...T[number][]] })
