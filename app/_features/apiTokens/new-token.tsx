'use client'
import { useClipboard } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Group, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { longestTokenName, tokenDays, type TokenScope } from '@/server/domains/apiTokens/rules'

export type NewTokenProps = Readonly<{ scopes: readonly TokenScope[]; opened: boolean; onClose: () => void }>

/** Makes a token, and shows it once. */
export function NewToken({ scopes, opened, onClose }: NewTokenProps) {
  const { t } = useTranslation('apiTokens')
  const [made, setMade] = useState<Made | null>(null)
  const close = () => {
    setMade(null)
    onClose()
  }
  // A click beside the dialog must not throw away what is shown this once.
  return (
    <DialogOpened
      opened={opened}
      onClose={close}
      title={t(made ? 'made.title' : 'new')}
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
    >
      {made ? (
        <MadeToken made={made} onClose={close} />
      ) : (
        <TokenForm scopes={scopes} onMade={setMade} onClose={close} />
      )}
    </DialogOpened>
  )
}

type Made = Readonly<{ token: string; expiresAt: Date }>

function MadeToken({ made, onClose }: { made: Made; onClose: () => void }) {
  const { t } = useTranslation('apiTokens')
  const format = useFormat()
  const clipboard = useClipboard()
  return (
    <Stack>
      <Alert variant="light" aria-live="polite">
        {t('made.once')}
      </Alert>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          readOnly
          aria-label={t('made.title')}
          value={made.token}
          classNames={{ input: 'mono' }}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <Button variant="default" onClick={() => clipboard.copy(made.token)}>
          {t(clipboard.copied ? 'made.copied' : 'made.copy')}
        </Button>
      </Group>
      <span>{t('expires', { day: format.day(made.expiresAt) })}</span>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('made.done')}</Button>
      </Group>
    </Stack>
  )
}

type FormProps = Readonly<{ scopes: readonly TokenScope[]; onMade: (made: Made) => void; onClose: () => void }>

function TokenForm({ scopes, onMade, onClose }: FormProps) {
  const { t } = useTranslation('apiTokens')
  const trpc = useTRPC()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<readonly TokenScope[]>(scopes.slice(0, 1))
  const [productId, setProductId] = useState('')
  const [days, setDays] = useState<(typeof tokenDays)[number]>(90)
  const products = useQuery(trpc.products.listProducts.queryOptions({}))
  const create = useMutation(
    trpc.apiTokens.createToken.mutationOptions({
      onSuccess: async (made) => {
        onMade(made)
        await client.invalidateQueries(trpc.apiTokens.listTokens.queryFilter())
      },
    }),
  )
  const toggle = (scope: TokenScope) =>
    setChosen(chosen.includes(scope) ? chosen.filter((each) => each !== scope) : [...chosen, scope])
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate({ name, scopes: [...chosen], productId: productId === '' ? null : productId, days })
      }}
    >
      <Stack>
        <TextInput
          label={t('field.name')}
          placeholder={t('field.namePlaceholder')}
          maxLength={longestTokenName}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset>
          <legend>{t('field.scopes')}</legend>
          <Stack gap="xs">
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                label={t(`scope.${scope}`)}
                checked={chosen.includes(scope)}
                onChange={() => toggle(scope)}
              />
            ))}
          </Stack>
        </fieldset>
        <Columns narrow>
          <NativeSelect
            label={t('field.product')}
            value={productId}
            onChange={(event) => setProductId(event.currentTarget.value)}
            data={[
              { value: '', label: t('field.anyProduct') },
              ...(products.data?.items ?? []).map(({ id, code }) => ({ value: id, label: code })),
            ]}
          />
          <NativeSelect
            label={t('field.days')}
            value={String(days)}
            onChange={({ currentTarget: { value } }) => setDays(tokenDays.find((each) => String(each) === value) ?? 90)}
            data={tokenDays.map((each) => ({ value: String(each), label: t('days', { count: each }) }))}
          />
        </Columns>
        <ErrorNotice error={create.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={create.isPending} disabled={name.trim() === '' || chosen.length === 0}>
            {t('create')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
