import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { checkoutFailure, Refusal } from './failure.mjs'
import { fingerprint } from './fingerprint.mjs'
import { root } from './root.mjs'

const sources = ['server', 'db', 'app/_lib', 'locales', 'bin', 'tsconfig.json', 'package-lock.json']
const kept = 3

/** Where the bundle of an entry point lies, whether or not it is there: its directory is named by its sources. */
export function bundleOf(entry, extraSources = []) {
  const name = entry.replace(/\.ts$/, '').replaceAll('/', '-')
  const dir = join(root, 'dist', name, fingerprint([...sources, ...extraSources]))
  return { entry, dir, file: join(dir, 'main.js') }
}

/** Bundles our own TypeScript, leaving packages where they are. Written aside, then renamed: no half of one is run. */
export async function bundle({ entry, dir, file }) {
  if (existsSync(file)) return
  const { build, stop } = await import('esbuild')
  const aside = `${dir}.${process.pid}`
  try {
    await build({
      entryPoints: { main: join(root, entry) },
      outdir: aside,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      alias: { '@': root },
      sourcemap: 'linked',
      sourcesContent: false,
      chunkNames: 'chunks/[name]-[hash]',
      absWorkingDir: root,
      logLevel: 'silent',
    })
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    const [first] = error.errors ?? []
    if (!first) throw checkoutFailure(error, root)
    const place = first.location ? `${first.location.file}:${first.location.line}: ` : ''
    throw new Refusal('bundleFailed', { reason: place + first.text })
  } finally {
    await stop()
  }
  try {
    renameSync(aside, dir)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(file)) throw checkoutFailure(error, root)
  }
  sweep(join(dir, '..'))
}

/** A process that still runs an older bundle loads parts of it later, so the last few stay. */
function sweep(dir) {
  const ages = readdirSync(dir).map((name) => ({ path: join(dir, name), time: statSync(join(dir, name)).mtimeMs }))
  for (const { path } of ages.sort((a, b) => b.time - a.time).slice(kept))
    rmSync(path, { recursive: true, force: true })
}
