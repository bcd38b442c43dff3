import { say } from '@/bin/say.mjs'
import { createLog } from '@/server/platform/log'
import { declaredSettings, migrateDatabase, openDatabase } from './boot'

/** `mortise migrate`: brings the database up to date and says what that took. */
export async function migrateCommand(): Promise<number> {
  const declared = declaredSettings()
  const database = await openDatabase(declared, createLog(declared.logLevel))
  try {
    const { length: count } = await migrateDatabase(database.url)
    process.stdout.write(`${count === 0 ? say('done.upToDate') : say('done.migrated', { count })}\n`)
    return 0
  } finally {
    await database.close()
  }
}
