'use client'
import { IconBrandGithub, IconBrandGoogle, IconBrandWechat } from '@tabler/icons-react'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { beginProvider } from './begin-provider'

const icons = { github: IconBrandGithub, google: IconBrandGoogle, wechat: IconBrandWechat }

/** Accounts elsewhere that sign this person in. Connecting happens while signed in, so nothing is joined by guess. */
export function ProvidersPanel() {
  const { t } = useTranslation('people')
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const { data: options } = useSuspenseQuery(trpc.people.signInOptions.queryOptions())
  const { data: connected } = useSuspenseQuery(trpc.people.listProviders.queryOptions())
  const connect = useMutation({
    mutationFn: (provider: keyof typeof icons) => beginProvider(provider, paths.settings.security()),
  })
  const disconnect = useMutation(
    trpc.people.disconnectProvider.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.people.listProviders.queryFilter()),
    }),
  )
  return (
    <Panel title={t('providers.title')} flush={options.providers.length > 0}>
      <ErrorNotice error={connect.error ?? disconnect.error} />
      {options.providers.length === 0 && <Text c="dimmed">{t('providers.none')}</Text>}
      <Rows>
        {options.providers.map((provider) => {
          const Icon = icons[provider]
          const account = connected.find((each) => each.provider === provider)
          const name = t(`providers.names.${provider}`)
          return (
            <Row
              key={provider}
              icon={<Icon size={20} stroke={1.6} aria-hidden />}
              main={name}
              faint={
                account
                  ? t('providers.connected', { date: format.day(account.createdAt) })
                  : t('providers.notConnected')
              }
              side={
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={t(account ? 'providers.disconnectLabel' : 'providers.connectLabel', { provider: name })}
                  onClick={() => (account ? disconnect.mutate({ provider }) : connect.mutate(provider))}
                >
                  {t(account ? 'providers.disconnect' : 'providers.connect')}
                </Button>
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}
