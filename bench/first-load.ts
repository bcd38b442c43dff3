import { gzipSync } from 'node:zlib'
import { paths } from '@/app/_lib/paths'
import { clientOf } from './client'
import type { BomOfSize } from './boms'
import type { SpecOfSize } from './specs'
import type { Stage } from './stage'

/** Bytes of script a browser fetches before a page works, gzip. */
export type FirstLoad = Readonly<{ route: string; scripts: number; bytes: number }>

export const budget = 200_000

/** Pages by their route, as a visitor and as a signed-in person meets them. */
function addresses(
  { productId }: Stage,
  { bomId }: BomOfSize,
  { specId }: SpecOfSize,
): { route: string; path: string; signedIn: boolean }[] {
  const visitor = [paths.signIn(), paths.signUp(), paths.forgotPassword(), paths.signInLink()]
  const portal: Record<string, string> = {
    '/': paths.home(),
    '/products': paths.products(),
    '/products/new': paths.newProduct(),
    '/products/[product]': paths.product(productId),
    '/products/[product]/partners': paths.partners(productId),
    '/products/[product]/threads': paths.threads(productId),
    '/products/[product]/boms': paths.boms(productId),
    '/products/[product]/boms/import': paths.newImport(productId),
    '/products/[product]/boms/[bom]': paths.bom(productId, bomId),
    '/products/[product]/specs': paths.specs(productId),
    '/products/[product]/specs/[spec]': paths.spec(productId, specId),
    '/inbox': paths.inbox(),
    '/manufacturers': paths.manufacturers(),
    ...Object.fromEntries(Object.values(paths.settings).map((path) => [path(), path()])),
  }
  return [
    ...visitor.map((path) => ({ route: path, path, signedIn: false })),
    ...Object.entries(portal).map(([route, path]) => ({ route, path, signedIn: true })),
  ]
}

/** Scripts of current browsers: what carries `noModule` is left alone by all of them. */
const scriptPattern =
  /<script(?![^>]*noModule)[^>]+src="([^"]+\.js[^"]*)"|<link[^>]+rel="(?:modulepreload|preload)"[^>]*href="([^"]+\.js[^"]*)"/g

/** Adds up the scripts each page's HTML names. Routes that do not answer with a page are left out. */
export async function measureFirstLoad(stage: Stage, bom: BomOfSize, spec: SpecOfSize): Promise<FirstLoad[]> {
  const visitor = clientOf(stage.port)
  const sizes = new Map<string, number>()
  const sizeOf = async (src: string) => {
    const known = sizes.get(src)
    if (known !== undefined) return known
    const { body } = await visitor.ask(src)
    const size = gzipSync(body).length
    sizes.set(src, size)
    return size
  }
  try {
    const found: FirstLoad[] = []
    for (const { route, path, signedIn } of addresses(stage, bom, spec)) {
      const answer = await (signedIn ? stage.client : visitor).ask(path).catch(() => null)
      if (answer?.status !== 200) continue
      const html = answer.body.toString()
      const named = [...html.matchAll(scriptPattern)].map(([, script, preload]) => script ?? preload ?? '')
      const scripts = [
        ...new Set(named.map((src) => src.replaceAll('&amp;', '&')).filter((src) => src.startsWith('/'))),
      ]
      let bytes = 0
      for (const src of scripts) bytes += await sizeOf(src)
      found.push({ route, scripts: scripts.length, bytes })
    }
    return found
  } finally {
    visitor.close()
  }
}
