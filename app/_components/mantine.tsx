import { MantineProvider } from '@mantine/core'
import { getNonce } from 'get-nonce'
import type { ReactNode } from 'react'
import { theme } from '@/app/theme'

const nowhere = () => undefined
const nonce = () => getNonce() ?? ''

/**
 * What the component library needs around its dialogs, menus and lists, which are fetched when they are first opened.
 * The variables of the theme are in `theme.css`, and the scheme is the root's: this writes neither.
 */
export const Mantine = ({ children }: { children: ReactNode }) => (
  <MantineProvider
    theme={theme}
    withCssVariables={false}
    withGlobalClasses={false}
    getRootElement={nowhere}
    getStyleNonce={nonce}
  >
    {children}
  </MantineProvider>
)
