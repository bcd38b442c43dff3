'use client'
import type { ReactNode } from 'react'
import { Link } from './link'

/** What is shown beside the tab, so that its neighbour can be guessed; px. */
const besidePx = 40

type Props = Readonly<{ href: string; isHere: boolean; className: string | undefined; children: ReactNode }>

/** One of a row of pages; the one people are on is named so, and is in sight where the row is wider than the window. */
export const TabLink = ({ href, isHere, className, children }: Props) => (
  <Link href={href} ref={isHere ? showTab : undefined} className={className} aria-current={isHere ? 'page' : undefined}>
    {children}
  </Link>
)

/** Moves the row of tabs, and only it, until the tab is seen. */
function showTab(tab: HTMLAnchorElement | null): void {
  const row = tab?.closest('nav')
  if (!tab || !row) return
  const [{ left, right }, frame] = [tab.getBoundingClientRect(), row.getBoundingClientRect()]
  if (left - besidePx < frame.left) row.scrollLeft += left - besidePx - frame.left
  else if (right + besidePx > frame.right) row.scrollLeft += right + besidePx - frame.right
}
