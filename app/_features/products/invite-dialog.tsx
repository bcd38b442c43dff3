'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFieldErrors } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import type { Grant } from '@/server/domains/products/rules'
import { GrantsField } from './grants-field'
import { InvitationReady } from './invitation-ready'
import { ManufacturerPicker } from './manufacturer-picker'

type Props = { productId: string; opened: boolean; onClose: () => void }
const ways = ['link', 'email', 'org'] as const
type Way = (typeof ways)[number]

/** Invites a manufacturer by link, by e-mail or from the directory, choosing what it may see. */
export function InviteDialog({ productId, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [way, setWay] = useState<Way>('link')
  const invite = useMutation(
    trpc.products.invitePartner.mutationOptions({
      onSuccess: async () => {
        onClose()
        await queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
      },
    }),
  )
  return (
    <>
      <Dialog opened={opened} onClose={onClose} title={t('invite.title')} size="lg">
        <InviteForm
          way={way}
          onWay={setWay}
          error={invite.error}
          pending={invite.isPending}
          onSend={(to, grants, message) => invite.mutate({ productId, to, grants, message })}
        />
      </Dialog>
      <InvitationReady
        opened={invite.isSuccess}
        invited={invite.data ?? null}
        by={way}
        onClose={() => invite.reset()}
      />
    </>
  )
}

type To = { kind: 'link' } | { kind: 'email'; email: string; locale: 'en' | 'zh' } | { kind: 'org'; orgId: string }
type FormProps = {
  way: Way
  onWay: (way: Way) => void
  error: unknown
  pending: boolean
  onSend: (to: To, grants: Grant[], message: string) => void
}

function InviteForm({ way, onWay, error, pending, onSend }: FormProps) {
  const { t } = useTranslation(['products', 'common'])
  const fieldErrors = useFieldErrors()(error)
  const [email, setEmail] = useState('')
  const [locale, setLocale] = useState<'en' | 'zh'>('zh')
  const [orgId, setOrgId] = useState('')
  const [grants, setGrants] = useState<Grant[]>(['specs', 'boms'])
  const [message, setMessage] = useState('')
  const to: To =
    way === 'email' ? { kind: way, email: email.trim(), locale } : way === 'org' ? { kind: way, orgId } : { kind: way }
  const ready = way === 'link' || (way === 'email' ? email.trim() !== '' : orgId !== '')
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSend(to, grants, message)
      }}
    >
      <Stack>
        <ErrorNotice error={Object.keys(fieldErrors).length === 0 ? error : null} />
        <SegmentedControl
          aria-label={t('invite.how')}
          value={way}
          onChange={(value) => onWay(ways.find((each) => each === value) ?? 'link')}
          data={ways.map((each) => ({ value: each, label: t(`invite.${each}`) }))}
        />
        {way === 'link' && (
          <Text size="sm" c="dimmed">
            {t('invite.linkHint')}
          </Text>
        )}
        {way === 'email' && (
          <Group align="start" gap="sm">
            <TextInput
              type="email"
              label={t('invite.emailLabel')}
              description={t('invite.emailHint')}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={fieldErrors['to.email']}
              autoComplete="off"
              flex="1 1 240px"
              required
            />
            <NativeSelect
              label={t('invite.localeLabel')}
              description={'\u00A0'}
              value={locale}
              onChange={(event) => setLocale(event.currentTarget.value === 'en' ? 'en' : 'zh')}
              data={[
                { value: 'zh', label: t('common:language.zh') },
                { value: 'en', label: t('common:language.en') },
              ]}
            />
          </Group>
        )}
        {way === 'org' && <ManufacturerPicker value={orgId} onChange={setOrgId} />}
        <GrantsField label={t('invite.grants')} value={grants} onChange={setGrants} />
        <Textarea
          label={t('invite.message')}
          description={t('invite.messageHint')}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          maxLength={1_000}
          rows={2}
        />
        <Group>
          <Button type="submit" loading={pending} disabled={!ready}>
            {t(way === 'link' ? 'invite.make' : 'invite.send')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
