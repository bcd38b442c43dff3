'use client'
import { MantineProvider } from '@mantine/core'
import dynamic from 'next/dynamic'
import { setNonce } from 'get-nonce'
import { useState, type ReactNode } from 'react'
import { theme, variables } from '@/app/theme'

/** Comes after the page: nothing is announced before the page can be used. */
const Notifications = dynamic(() => import('@mantine/notifications').then((loaded) => loaded.Notifications), {
  ssr: false,
})

/**
 * Theme and styles. The policy belongs to the document: when the frame is asked for again within it, with another nonce,
 * the first one stays the one that counts. `setNonce` is for the style that dialogs write to keep the page from scrolling.
 */
export function Theme({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [own] = useState(() => {
    if (typeof document !== 'undefined') setNonce(nonce)
    return nonce
  })
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto" getStyleNonce={() => own}>
      <Notifications position="top-right" limit={3} />
      {children}
    </MantineProvider>
  )
}
