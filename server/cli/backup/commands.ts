import { renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { say } from '@/bin/say.mjs'
import { errorCode, OperatorFailure, storageFailure } from '@/db/embedded/failure'
import { createLog } from '@/server/platform/log'
import { createStorage } from '@/server/platform/storage'
import { declaredSettings, migrateDatabase, openDatabase } from '../boot'
import { readNote } from '../server-note'
import { exportAll } from './export'
import { openBackupWriter } from './format'
import { importAll } from './import'

/** `mortise backup FILE`: everything in one file, while the server runs or not. */
export async function backupCommand([file]: readonly string[]): Promise<number> {
  const path = required('backup', file)
  const declared = declaredSettings()
  const database = await openDatabase(declared, createLog(declared.logLevel))
  const partial = `${path}.partial`
  try {
    await migrateDatabase(database.url)
    const counts = await exportAll(database.url, createStorage(declared.storage), openBackupWriter(partial))
    renameSync(partial, path)
    process.stdout.write(`${say('done.backedUp', { ...counts, path })}\n`)
    return 0
  } catch (error) {
    rmSync(partial, { force: true })
    throw storageFailure(error, path)
  } finally {
    await database.close()
  }
}

/** `mortise restore FILE`: into an empty database that nobody serves. */
export async function restoreCommand([file]: readonly string[]): Promise<number> {
  const path = required('restore', file)
  const declared = declaredSettings()
  const database = await openDatabase(declared, createLog(declared.logLevel))
  try {
    if (database.embedded && !(await database.embedded.claim()))
      throw new OperatorFailure('failures.alreadyRunning', readNote(declared.dataDir))
    await migrateDatabase(database.url)
    const counts = await importAll(database.url, createStorage(declared.storage), path)
    process.stdout.write(`${say('done.restored', { ...counts })}\n`)
    return 0
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new OperatorFailure('failures.fileUnreadable', { path, reason: 'ENOENT' })
    throw error
  } finally {
    await database.close()
  }
}

function required(command: string, file: string | undefined): string {
  if (!file) throw new OperatorFailure('failures.missingArgument', { command, argument: 'FILE' })
  return resolve(file)
}
