'use client'
import { useSyncExternalStore } from 'react'

const noSubscription = () => () => undefined
const isMac = () => /Mac|iP(hone|ad|od)/.test(navigator.platform)

/** What the keys that send or save are called on this machine. */
export const useSendKey = (): string =>
  useSyncExternalStore(noSubscription, isMac, () => false) ? '⌘ Enter' : 'Ctrl Enter'
