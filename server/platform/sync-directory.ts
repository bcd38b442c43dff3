import { open } from 'node:fs/promises'

/** Makes the new name survive a power cut, where the platform lets a directory be synced. */
export async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  await handle.sync().finally(() => handle.close())
}
