'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFieldErrors } from '@/app/_lib/errors'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { InvitationView } from '@/server/domains/products/queries/get-invitation'

type Props = { invitation: string; view: InvitationView }

/** Accepts the undertaking that is on the screen, under a typed name, or turns the invitation down. */
export function SignUndertaking({ invitation, view }: Props) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const format = useFormat()
  const [signerName, setSignerName] = useState('')
  const [signerTitle, setSignerTitle] = useState('')
  const [agreed, setAgreed] = useState(false)
  const [asked, setAsked] = useState(false)
  const [declining, setDeclining] = useState(false)
  const accept = useMutation(
    trpc.products.acceptInvitation.mutationOptions({
      onSuccess: ({ productId }) => {
        router.push(paths.product(productId))
        void queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
      },
    }),
  )
  const fieldErrors = useFieldErrors()(accept.error)
  return (
    <Panel>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (!agreed) return
          const { language, textHash } = view.nda
          accept.mutate({ invitation, language, textHash, signerName, signerTitle })
        }}
      >
        <Stack>
          {view.org && (
            <Text>
              {t('invitation.for')} <strong>{format.org(view.org)}</strong>
            </Text>
          )}
          <ErrorNotice error={Object.keys(fieldErrors).length === 0 ? accept.error : null} />
          <Columns narrow>
            <TextInput
              label={t('invitation.signer')}
              value={signerName}
              onChange={(event) => setSignerName(event.currentTarget.value)}
              error={fieldErrors['signerName']}
              autoComplete="name"
              maxLength={80}
              required
            />
            <TextInput
              label={t('invitation.signerTitle')}
              placeholder={t('invitation.signerTitleHint')}
              value={signerTitle}
              onChange={(event) => setSignerTitle(event.currentTarget.value)}
              autoComplete="organization-title"
              maxLength={80}
            />
          </Columns>
          <Checkbox
            label={t('invitation.agree')}
            checked={agreed}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
            error={asked && !agreed ? t('invitation.agreeNeeded') : undefined}
          />
          <Text size="sm" c="dimmed">
            {t('invitation.recorded')}
          </Text>
          <Group>
            <Button type="submit" loading={accept.isPending || accept.isSuccess}>
              {t('invitation.accept')}
            </Button>
            <Button variant="default" onClick={() => setDeclining(true)}>
              {t('invitation.decline')}
            </Button>
          </Group>
        </Stack>
      </Form>
      <Decline invitation={invitation} opened={declining} onClose={() => setDeclining(false)} />
    </Panel>
  )
}

function Decline({ invitation, opened, onClose }: { invitation: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const decline = useMutation(
    trpc.products.declineInvitation.mutationOptions({
      onSuccess: () => {
        router.push(paths.home())
        void queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
      },
    }),
  )
  return (
    <Dialog opened={opened} onClose={onClose} title={t('invitation.declineTitle')}>
      <Stack>
        <ErrorNotice error={decline.error} />
        <Textarea
          label={t('invitation.declineReason')}
          description={t('invitation.declineHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          rows={3}
        />
        <DialogActions onClose={onClose}>
          <Button color="red" loading={decline.isPending} onClick={() => decline.mutate({ invitation, reason })}>
            {t('invitation.decline')}
          </Button>
        </DialogActions>
      </Stack>
    </Dialog>
  )
}
