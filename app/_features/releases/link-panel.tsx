'use client'
import { useClipboard } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { PackageView } from '@/server/domains/releases/queries/get-package'
import { linkDays } from '@/server/domains/releases/rules/links'
import { longestName } from '@/server/domains/releases/rules/recipe'
import classes from './link-panel.module.css'

/** Ways in for those without an account: made, told once, closed. */
export function LinkPanel({ data }: { data: PackageView }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const revoke = useMutation(
    trpc.releases.revokeLink.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() }),
    }),
  )
  return (
    <Panel title={t('links.title')} flush>
      <div className={classes.body}>
        <Text c="dimmed">{t('links.hint')}</Text>
        {data.state === 'issued' && <NewLink packageId={data.id} />}
        <ErrorNotice error={revoke.error} />
      </div>
      {data.links.length > 0 && (
        <Rows>
          {data.links.map(({ id, name, standing, expires, version }) => (
            <Row
              key={id}
              main={name}
              faint={t(`links.standing.${standing}`, { day: format.day(expires) })}
              side={
                standing === 'open' && (
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={t('links.revokeOne', { name })}
                    onClick={() => revoke.mutate({ linkId: id, version })}
                  >
                    {t('links.revoke')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
    </Panel>
  )
}

function NewLink({ packageId }: { packageId: string }) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const clipboard = useClipboard()
  const [name, setName] = useState('')
  const [days, setDays] = useState<number>(7)
  const create = useMutation(
    trpc.releases.createLink.mutationOptions({
      onSuccess: () => {
        setName('')
        return queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
      },
    }),
  )
  const address = create.data && `${window.location.origin}${paths.sharedPackage(create.data.token)}`
  return (
    <>
      <Form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ packageId, name, days })
        }}
      >
        <TextInput
          label={t('links.name')}
          maxLength={longestName}
          value={name}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <NativeSelect
          label={t('links.days')}
          value={String(days)}
          data={linkDays.map((each) => ({ value: String(each), label: t('links.dayCount', { count: each }) }))}
          onChange={({ currentTarget: { value } }) => setDays(Number(value))}
        />
        <Button type="submit" variant="default" loading={create.isPending} disabled={name.trim() === ''}>
          {t('links.create')}
        </Button>
      </Form>
      <ErrorNotice error={create.error} />
      {address && (
        <output className={classes.made}>
          <Text>{t('links.made')}</Text>
          <TextInput
            readOnly
            label={t('links.address')}
            value={address}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <div>
            <Button onClick={() => clipboard.copy(address)}>
              <span aria-live="polite">{t(clipboard.copied ? 'links.copied' : 'links.copy')}</span>
            </Button>
          </div>
        </output>
      )}
    </>
  )
}
