import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import next from 'next'
import { projectRoot } from '@/db/root'

export type Pages = Readonly<{
  handle: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  upgrade: ((req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>) | null
  close: () => Promise<void>
}>

/** The Next application inside this process: built, or in development rebuilt as its sources change. */
export async function openPages({ port, dev }: { port: number; dev: boolean }): Promise<Pages> {
  // Next compares its own name with rewritten addresses; by number it would take itself for a stranger and loop.
  const app = next({ dev, dir: projectRoot(), hostname: 'localhost', port })
  await app.prepare()
  const handle = app.getRequestHandler()
  return {
    handle: (req, res) => handle(req, res),
    upgrade: dev ? app.getUpgradeHandler() : null,
    close: () => app.close(),
  }
}
