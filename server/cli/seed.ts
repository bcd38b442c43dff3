import { join } from 'node:path'
import { say } from '@/bin/say.mjs'
import { openPool } from '@/db/client'
import { seedDemo } from '@/db/seed'
import { createLog } from '@/server/platform/log'
import { createLiveSignal, type Services } from '@/server/platform/services'
import { partialFiles } from '@/server/platform/partial-files'
import { createStorage } from '@/server/platform/storage'
import { bootSettings, declaredSettings, migrateDatabase, openDatabase } from './boot'
import { during } from './progress'

/** `mortise seed`: loads the demo world into the database, where it is not there yet. */
export async function seedCommand(): Promise<number> {
  const declared = declaredSettings()
  const log = createLog(declared.logLevel)
  const database = await openDatabase(declared, log)
  try {
    await migrateDatabase(database.url)
    const settings = await bootSettings(declared, database.url)
    const pool = openPool(database.url, { max: 2, onError: () => undefined })
    const services: Services = {
      pool,
      settings,
      log,
      storage: createStorage(settings.storage),
      partials: partialFiles(join(settings.dataDir, 'uploads')),
      live: createLiveSignal(),
    }
    try {
      const loaded = await during('progress.seeding', seedDemo(services, log))
      process.stdout.write(`${say(loaded ? 'done.seeded' : 'done.alreadySeeded')}\n`)
      return 0
    } finally {
      await pool.end()
    }
  } finally {
    await database.close()
  }
}
