import { gzipSync } from 'node:zlib'

/** Bytes of script that a browser may fetch before a page works, gzip. */
export const budget = 200_000

/** Scripts of current browsers: what carries `noModule` is left alone by all of them. */
const scriptPattern =
  /<script(?![^>]*noModule)[^>]+src="([^"]+\.js[^"]*)"|<link[^>]+rel="(?:modulepreload|preload)"[^>]*href="([^"]+\.js[^"]*)"/g

/** Where the scripts lie that the HTML of a page names, each once. */
export function scriptsOf(html: string): string[] {
  const named = [...html.matchAll(scriptPattern)].map(([, script, preload]) => script ?? preload ?? '')
  return [...new Set(named.map((src) => src.replaceAll('&amp;', '&')).filter((src) => src.startsWith('/')))]
}

/** Adds up the scripts of pages, gzip; each is fetched once. */
export function scriptWeights(fetchBytes: (src: string) => Promise<Buffer>): (html: string) => Promise<number> {
  const sizes = new Map<string, number>()
  return async (html) => {
    let bytes = 0
    for (const src of scriptsOf(html)) {
      const size = sizes.get(src) ?? gzipSync(await fetchBytes(src)).length
      sizes.set(src, size)
      bytes += size
    }
    return bytes
  }
}
