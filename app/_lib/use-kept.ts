'use client'
import { useCallback, useEffect, useRef, useState } from 'react'

const prefix = 'mortise '

/**
 * State that survives a reload of the tab, under a key; other keys have other states. Starts empty, because the server
 * cannot know it.
 */
export function useKept<T>(
  key: string,
  empty: T,
  isEmpty: (value: T) => boolean,
): [T, (next: T | ((now: T) => T)) => void] {
  const [state, setState] = useState<{ key: string; value: T }>({ key, value: empty })
  const latest = useRef(state)
  const emptiness = useRef({ empty, isEmpty })

  useEffect(() => {
    const found = read<T>(key)
    const value = found ?? emptiness.current.empty
    latest.current = { key, value }
    setState(latest.current)
  }, [key])

  const set = useCallback(
    (next: T | ((now: T) => T)) => {
      const now = latest.current.key === key ? latest.current.value : (read<T>(key) ?? emptiness.current.empty)
      const value = next instanceof Function ? next(now) : next
      latest.current = { key, value }
      write(key, emptiness.current.isEmpty(value) ? null : value)
      setState(latest.current)
    },
    [key],
  )
  return [state.key === key ? state.value : empty, set]
}

/** Whether something is kept under a key. */
export const isKept = (key: string): boolean => read(key) !== null
/** Lets go of what is kept under a key. */
export const forget = (key: string): void => write(key, null)

function read<T>(key: string): T | null {
  try {
    const text = sessionStorage.getItem(prefix + key)
    // Written by ourselves in this tab, and nobody else writes there.
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(prefix + key)
    else sessionStorage.setItem(prefix + key, JSON.stringify(value))
  } catch {
    // Storage is full or forbidden: the text is still on the screen.
  }
}
