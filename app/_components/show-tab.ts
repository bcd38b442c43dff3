/** What is shown beside the tab, so that its neighbour can be guessed; px. */
const besidePx = 40

/** A `ref` for the tab of the page one is on: moves the row of tabs, and only it, until the tab is seen. */
export function showTab(tab: HTMLAnchorElement | null): void {
  const row = tab?.parentElement
  if (!tab || !row) return
  const from = tab.offsetLeft - besidePx
  const to = tab.offsetLeft + tab.offsetWidth + besidePx
  if (row.scrollLeft > from) row.scrollLeft = from
  else if (row.scrollLeft + row.clientWidth < to) row.scrollLeft = to - row.clientWidth
}
