/** What is shown beside the tab, so that its neighbour can be guessed; px. */
const besidePx = 40

/** A `ref` for the tab of the page one is on: moves its row of tabs, and only it, until the tab is seen. */
export function showTab(tab: HTMLAnchorElement | null): void {
  const row = tab?.closest('nav')
  if (!tab || !row) return
  const [{ left, right }, frame] = [tab.getBoundingClientRect(), row.getBoundingClientRect()]
  if (left - besidePx < frame.left) row.scrollLeft += left - besidePx - frame.left
  else if (right + besidePx > frame.right) row.scrollLeft += right + besidePx - frame.right
}
