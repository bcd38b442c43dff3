'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignSetView } from '@/server/domains/designFiles/queries/get-set'
import { longestNotes } from '@/server/domains/designFiles/rules/design-file'
import { nextLetter } from '@/server/kernel/revision-number'

export type ReleaseDialogProps = Readonly<{ set: DesignSetView; opened: boolean; onClose: () => void }>

/** Releases a draft: what becomes of it, and what is new. */
export function ReleaseDialog({ set, opened, onClose }: ReleaseDialogProps) {
  const { t } = useTranslation('designFiles')
  const released = set.revisions.find(({ state }) => state === 'released')?.letter ?? null
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('release.title', { letter: nextLetter(released) })}>
      <ReleaseForm set={set} released={released} onClose={onClose} />
    </DialogOpened>
  )
}

type FormProps = Omit<ReleaseDialogProps, 'opened'> & Readonly<{ released: string | null }>

function ReleaseForm({ set, released, onClose }: FormProps) {
  const { t } = useTranslation('designFiles')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [notes, setNotes] = useState({ en: '', zh: '' })
  const release = useMutation(
    trpc.designFiles.releaseRevision.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() })
        onClose()
      },
    }),
  )
  // What stood there when the dialog opened is what is released; what comes meanwhile is refused as stale.
  const [{ revisionId, version, count }] = useState(() => ({
    ...{ revisionId: set.revision.id, version: set.revision.version, count: set.files.length },
  }))
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        release.mutate({ revisionId, version, notes })
      }}
    >
      <Stack>
        <Text>{t('release.body', { count })}</Text>
        {set.uploads.length > 0 && <Text c="red">{t('release.uploadsOpen', { count: set.uploads.length })}</Text>}
        {released !== null && <Text>{t('release.supersedes', { letter: released })}</Text>}
        {(['en', 'zh'] as const).map((language) => (
          <Textarea
            key={language}
            label={t(`release.notes.${language}`)}
            lang={language === 'en' ? 'en' : 'zh-CN'}
            maxLength={longestNotes}
            minRows={2}
            value={notes[language]}
            onChange={(event) => setNotes({ ...notes, [language]: event.currentTarget.value })}
          />
        ))}
        <ErrorNotice error={release.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={release.isPending}>
            {t('release.action')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
