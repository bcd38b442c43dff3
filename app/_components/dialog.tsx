'use client'
import type { DialogProps } from './dialog-opened'
import { onFirstUse } from './on-first-use'

/** A question or a form above the page. Its content is mounted while it is open, so every opening starts afresh. */
export const Dialog = onFirstUse<DialogProps>(() => import('./dialog-opened').then((module) => module.DialogOpened))
