import { useEffect, useState } from 'react'

/**
 * False at first, true from the frame after. What is fetched on first use opens with it: menus and dialogs note where
 * the focus goes back to when they open, not when they are there from the start.
 */
export function useNextFrame(): boolean {
  const [come, setCome] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setCome(true))
    return () => cancelAnimationFrame(frame)
  }, [])
  return come
}
