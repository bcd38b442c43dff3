import pg from 'pg'
import type { Log } from '@/server/platform/log'

const pauseMs = 1_000

/**
 * Listens to the database's notifications on a connection of its own and calls the handler of each channel. They are
 * hints: whoever is woken looks for itself, and all are woken after every (re)connection, because what was said
 * meanwhile is lost.
 */
export function startListener(
  databaseUrl: string,
  handlers: Readonly<Record<string, () => void>>,
  log: Log,
): { stop: () => Promise<void> } {
  let stopping = false
  let current: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null

  const connect = async () => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: 'mortise listener',
    })
    let ended = false
    const lost = () => {
      if (ended) return
      ended = true
      current = null
      client.end().catch(() => undefined)
      if (!stopping) timer = setTimeout(() => void connect(), pauseMs)
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ channel }) => handlers[channel]?.())
    try {
      current = client
      await client.connect()
      await client.query(
        Object.keys(handlers)
          .map((channel) => `listen ${channel}`)
          .join('; '),
      )
      for (const handler of Object.values(handlers)) handler()
    } catch (error) {
      if (!stopping) log.warn({ err: error }, 'no notifications for now, polling')
      lost()
    }
  }
  void connect()
  return {
    stop: async () => {
      stopping = true
      if (timer) clearTimeout(timer)
      await current?.end().catch(() => undefined)
    },
  }
}
