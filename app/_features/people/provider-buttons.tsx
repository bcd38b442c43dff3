'use client'
import { IconBrandGithub, IconBrandGoogle, IconBrandWechat } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Divider, Stack } from '@/app/_components/ui/layout'
import type { OauthProvider } from '@/server/platform/settings'
import { beginProvider } from './begin-provider'

const icons = { github: IconBrandGithub, google: IconBrandGoogle, wechat: IconBrandWechat }

/** Sign-in by the providers this portal has set up; nothing where there are none. */
export function ProviderButtons({ providers, next }: { providers: readonly OauthProvider[]; next: string }) {
  const { t } = useTranslation('people')
  const [state, setState] = useState<{ busy: OauthProvider | null; error: unknown }>({ busy: null, error: null })
  if (providers.length === 0) return null
  const begin = (provider: OauthProvider) => {
    setState({ busy: provider, error: null })
    beginProvider(provider, next).catch((error: unknown) => setState({ busy: null, error }))
  }
  return (
    <Stack gap="sm">
      <Divider label={t('signIn.or')} />
      <ErrorNotice error={state.error} />
      {providers.map((provider) => {
        const Icon = icons[provider]
        return (
          <Button
            key={provider}
            variant="default"
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            loading={state.busy === provider}
            disabled={state.busy !== null}
            onClick={() => begin(provider)}
          >
            {t('signIn.with', { provider: t(`providers.names.${provider}`) })}
          </Button>
        )
      })}
    </Stack>
  )
}
