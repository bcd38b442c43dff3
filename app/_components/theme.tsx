'use client'
import { setNonce } from 'get-nonce'
import { useEffect, useState, type ReactNode } from 'react'
import { followScheme } from '@/app/_lib/color-scheme'
import { Announcements } from './announcements'

// What nearly every page shows: named by the frame, it is in the frame's script and not in each page's again.
export { ActionIcon, Button } from './ui/button'
export { Text, Title } from './ui/text'

/**
 * What the whole document shares. The policy belongs to the document: when the frame is asked for again within it, with
 * another nonce, the first one stays the one that counts. It is for the styles that dialogs write.
 */
export function Theme({ nonce, children }: { nonce: string; children: ReactNode }) {
  useState(() => {
    if (typeof document !== 'undefined') setNonce(nonce)
  })
  useEffect(followScheme, [])
  return (
    <>
      <Announcements />
      {children}
    </>
  )
}
