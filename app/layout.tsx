import './styles'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { languageTags } from '@/locales/config'
import { loadTexts } from '@/locales/translator'
import { schemeOfRoot, schemeScript } from './_lib/color-scheme'
import { I18n } from './_lib/i18n'
import { getLocale, getT } from './_lib/server'
import { Trpc } from './_lib/trpc'
import { Theme } from './_components/theme'

/** Every page carries the nonce of its request, so none can be prerendered. */
export const dynamic = 'force-dynamic'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT()
  const name = t('common:productName')
  return { title: { default: name, template: `%s · ${name}` }, description: t('common:tagline') }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfcfb' },
    { media: '(prefers-color-scheme: dark)', color: '#15181a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const nonce = (await headers()).get('x-nonce') ?? ''
  return (
    <html lang={languageTags[locale]} {...schemeOfRoot}>
      <head>
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: schemeScript }} />
      </head>
      <body>
        <I18n locale={locale} texts={await loadTexts(locale, ['common', 'errors'])}>
          <Trpc>
            <Theme nonce={nonce}>{children}</Theme>
          </Trpc>
        </I18n>
      </body>
    </html>
  )
}
