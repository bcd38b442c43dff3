import { profileDatabase, type DatabaseProfile } from '@/db/capabilities'
import type { Runtime } from '@/server/runtime'
import { sendJson } from './answer'
import type { Route, RouteContext } from './route'

/** Names this process, so that a caller can tell it from whatever takes its port after it. */
export const instanceId = crypto.randomUUID()

const patience = 2_000
const profiles = new WeakMap<Runtime, DatabaseProfile>()

const live = ({ res }: RouteContext) => sendJson(res, 200, { status: 'live', instance: instanceId })

/** Ready means that the database answers in time. What is said of it helps an operator and tells a stranger little. */
async function ready({ res, runtime, log }: RouteContext): Promise<void> {
  try {
    const begun = performance.now()
    const { major, capabilities, missing } = await inTime(profileOf(runtime))
    await inTime(runtime.services.pool.query('select 1'))
    const milliseconds = Math.round(performance.now() - begun)
    sendJson(res, 200, {
      status: 'ready',
      instance: instanceId,
      database: { major, milliseconds, capabilities, missing },
    })
  } catch (error) {
    log.warn({ err: error }, 'not ready')
    sendJson(res, 503, { status: 'notReady', instance: instanceId })
  }
}

async function profileOf(runtime: Runtime): Promise<DatabaseProfile> {
  const known = profiles.get(runtime)
  if (known) return known
  const client = await runtime.services.pool.connect()
  try {
    const profile = await profileDatabase(client)
    profiles.set(runtime, profile)
    return profile
  } finally {
    client.release()
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), patience)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const get = { methods: ['GET'], access: 'public', maxBytes: 0 } as const

export const healthRoutes: readonly Route[] = [
  { ...get, pattern: '/api/health/live', handler: live },
  { ...get, pattern: '/api/health/ready', handler: ready },
  { ...get, pattern: '/api/health', handler: ready },
]
