import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The operating-system user PostgreSQL runs as; null where it is simply ours. */
export type Identity = Readonly<{ uid: number; gid: number }> | null

const preferred = ['nobody', 'postgres', 'daemon']

/**
 * PostgreSQL refuses to run as root, so root hands it to whoever owns the cluster in `data`, or for a new one to an
 * unprivileged user the machine already has (initdb insists on one that /etc/passwd names).
 */
export function databaseIdentity(data: string): Identity {
  if (process.getuid?.() !== 0) return null
  const owner = existsSync(data) ? statSync(data) : null
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = new Map<string, { uid: number; gid: number }>()
  for (const line of readPasswd()) {
    const [name, , uid, gid] = line.split(':')
    if (name && uid && gid && uid !== '0') users.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  for (const name of preferred) {
    const user = users.get(name)
    if (user) return user
  }
  return { uid: 65534, gid: 65534 }
}

function readPasswd(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Whether `identity` may enter `path` and every directory above it, judged by their mode bits. */
export function canReach(path: string, identity: Identity): boolean {
  if (!identity) return true
  for (let at = path; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at)
    const bit = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}
