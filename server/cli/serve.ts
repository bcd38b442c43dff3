import { say, terminalLanguage } from '@/bin/say.mjs'
import { OperatorFailure } from '@/db/embedded/failure'
import { cast, castOrgs, type CastPerson, demoPassword } from '@/db/seed/scenarios/cast'
import { seedDemo } from '@/db/seed'
import { createHandler } from '@/server/http/handle'
import { openPages } from '@/server/http/pages'
import { routes } from '@/server/http/routes'
import { listen, listenHost } from '@/server/http/server'
import { createLog, type Log } from '@/server/platform/log'
import { atPort, type DeclaredSettings, type Settings } from '@/server/platform/settings'
import { startRuntime } from '@/server/runtime'
import { bootSettings, checkDatabase, declaredSettings, migrateDatabase, openDatabase } from './boot'
import { during } from './progress'
import { readNote, removeNote, writeNote } from './server-note'
import { awaitStop, type Stop } from './stop'

const drainPatience = 20_000

/** Serves until told to stop; resolves with the exit code. Throws OperatorFailure when it cannot start. */
export async function serve({ dev }: { dev: boolean }): Promise<number> {
  const declared = declaredSettings()
  const log = createLog(declared.logLevel)
  const stop = awaitStop(log)
  try {
    await open(declared, log, stop, dev)
  } catch (error) {
    await stop.now()
    if (stop.requested()) return 0
    throw error
  }
  return stop.finished
}

async function open(declared: DeclaredSettings, log: Log, stop: Stop, dev: boolean): Promise<void> {
  const server = await listen(listenHost(declared), declared.port)
  stop.atEnd(() => server.drain(drainPatience))
  const pagesOpening = openPages({ port: server.port, dev })
  // Awaited below; until then a failure elsewhere must not leave this one unheard.
  pagesOpening.catch(() => undefined)

  const database = await openDatabase(declared, log)
  const claimed = database.embedded === null || (await database.embedded.claim())
  stop.atEnd(() => (claimed && database.embedded ? database.embedded.stop({ force: true }) : database.close()))
  if (!claimed) throw new OperatorFailure('failures.alreadyRunning', readNote(declared.dataDir))
  if (claimed && database.embedded) stop.atOnce(database.embedded.abandon)
  stop.check()

  const settings = await bootSettings(atPort(declared, server.port), database.url)
  await checkDatabase(settings.databaseUrl)
  await migrateDatabase(settings.databaseUrl)
  stop.check()

  const runtime = await startRuntime(settings, log)
  stop.atEnd(() => runtime.stop())
  if (settings.demo) await during('progress.seeding', seedDemo(runtime.services, log))
  const pages = await during('progress.starting', pagesOpening)
  stop.atEnd(() => pages.close())
  stop.check()

  const handler = createHandler({ settings, log, runtime, routes, pages: pages.handle, dev, stopping: server.stopping })
  server.serve(handler, pages.upgrade)
  stop.atEnd(() => server.drain(drainPatience))
  if (database.embedded) {
    writeNote(settings.dataDir, settings.publicUrl, server.port)
    stop.atEnd(() => removeNote(settings.dataDir))
  }
  log.info({ url: settings.publicUrl, port: server.port }, 'ready')
  announce(settings)
}

function announce(settings: Settings): void {
  const lines = [say('ready.url', { url: settings.publicUrl })]
  if (settings.demo) lines.push(say('ready.accounts', { password: demoPassword }), ...Object.values(cast).map(account))
  process.stdout.write(`${[...lines, say('ready.stop')].join('\n')}\n`)
}

const longestEmail = Math.max(...Object.values(cast).map(({ email }) => email.length))

function account(person: CastPerson): string {
  const chinese = terminalLanguage() === 'zh'
  const org = castOrgs[person.org]
  const western = [person.givenNameEn, person.familyNameEn].filter(Boolean).join(' ')
  const han = person.familyNameZh + person.givenNameZh
  const who = chinese ? han || western : [western, han].filter(Boolean).join(' ')
  return say('ready.account', {
    email: person.email.padEnd(longestEmail),
    who,
    org: chinese ? org.legalNameZh : org.legalNameEn,
  })
}
