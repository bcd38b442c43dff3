'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import type { Revision, Spec } from '../types'
import { DocumentName } from './document-name'
import { useRefreshed } from './use-refreshed'

type Props = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>

/** Shows what is being signed and its hash, and takes the signature after an explicit word. */
export function SignDialog({ revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('signOff.sign.title')}>
      <SignForm revision={revision} onClose={onClose} />
    </Dialog>
  )
}

/** Signs what was on the screen when the dialog opened: of a change in between the server tells. */
function SignForm({ revision, onClose }: Pick<Props, 'revision' | 'onClose'>) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const format = useFormat()
  const refreshed = useRefreshed()
  const { user, org } = useViewer()
  const [shown] = useState(revision)
  const [role, setRole] = useState(shown.maySignAs[0])
  const [agreed, setAgreed] = useState(false)
  const sign = useMutation(
    trpc.specs.signRevision.mutationOptions({
      onSuccess: ({ approved }) =>
        refreshed(() => {
          notify({ message: t(approved ? 'signOff.sign.approved' : 'signOff.sign.done') })
          onClose()
        }),
    }),
  )
  const contentHash = shown.contentHash
  if (role === undefined || contentHash === null) return <Text>{t('signOff.sign.nothing')}</Text>
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (agreed) sign.mutate({ revisionId: shown.id, role, contentHash })
      }}
    >
      <Stack>
        <ErrorNotice error={sign.error} />
        <DocumentName revision={shown} />
        {shown.maySignAs.length > 1 ? (
          <NativeSelect
            label={t('signOff.sign.capacity')}
            value={role}
            onChange={(event) => setRole(shown.maySignAs.find((each) => each === event.currentTarget.value) ?? role)}
            data={shown.maySignAs.map((each) => ({ value: each, label: t(`signOff.role.${each}`) }))}
          />
        ) : null}
        <Checkbox
          label={t('signOff.sign.agree', {
            name: format.person(user),
            org: org ? format.org(org) : '',
            role: t(`signOff.role.${role}`),
            revision: shown.number,
            hash: contentHash.slice(0, 8),
          })}
          checked={agreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          {t('signOff.sign.means')}
        </Text>
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={sign.isPending} disabled={!agreed}>
            {t('signOff.sign.confirm', { role: t(`signOff.role.${role}`) })}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
