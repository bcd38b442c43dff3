/** Where a choice is kept, and the attribute of the root that the style sheets read. */
const key = 'mantine-color-scheme-value'
const attribute = 'data-mantine-color-scheme'

type Scheme = 'light' | 'dark'

/** Chooses the scheme before the first paint. Runs as text in the document's head, so it stands on its own. */
export const schemeScript = `try{var s=localStorage.getItem("${key}");if(s!=="light"&&s!=="dark")s=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";document.documentElement.setAttribute("${attribute}",s)}catch(e){}`

/** The root as the server writes it; the script above may have changed it before React takes over. */
export const schemeOfRoot = { [attribute]: 'light', suppressHydrationWarning: true }

const systemDark = () => window.matchMedia('(prefers-color-scheme: dark)')
const show = (scheme: Scheme) => document.documentElement.setAttribute(attribute, scheme)

/** What a person chose here; nothing where storage is closed or the system decides. */
function chosen(): Scheme | null {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'light' || kept === 'dark' ? kept : null
  } catch {
    return null
  }
}

/** From light to dark and back, for every tab of this browser. */
export function toggleScheme(): void {
  const next = document.documentElement.getAttribute(attribute) === 'dark' ? 'light' : 'dark'
  show(next)
  try {
    localStorage.setItem(key, next)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Follows the system where nothing was chosen, and the choice made in another tab. */
export function followScheme(): () => void {
  const system = systemDark()
  const follow = () => show(chosen() ?? (system.matches ? 'dark' : 'light'))
  const changed = (event: StorageEvent) => {
    if (event.key === key || event.key === null) follow()
  }
  const bySystem = () => {
    if (chosen() === null) follow()
  }
  system.addEventListener('change', bySystem)
  window.addEventListener('storage', changed)
  return () => {
    system.removeEventListener('change', bySystem)
    window.removeEventListener('storage', changed)
  }
}
