'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFieldErrors } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import { longestTerm } from '@/server/domains/language/glossary/term'
import type { TermDraft } from './glossary-page'
import type { GlossaryRow } from './glossary-rows'

type DialogProps = Readonly<{ draft: TermDraft; opened: boolean; onClose: () => void }>

/** A term of the company: a new one, one in place of a base term, or a change. */
export function TermDialog({ draft, opened, onClose }: DialogProps) {
  const { t } = useTranslation('language')
  return (
    <Dialog opened={opened} onClose={onClose} title={t(draft.termId ? 'glossary.editTitle' : 'glossary.addTitle')}>
      <TermForm draft={draft} onClose={onClose} />
    </Dialog>
  )
}

function TermForm({ draft, onClose }: Omit<DialogProps, 'opened'>) {
  const { t } = useTranslation(['language', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [{ en, zh, note, locked }, setTerm] = useState(draft)
  const set = (change: Partial<TermDraft>) => setTerm((before) => ({ ...before, ...change }))
  const done = async () => {
    await queryClient.invalidateQueries(trpc.language.pathFilter())
    notify({ message: t('language:glossary.saved', { en, zh }) })
    onClose()
  }
  const add = useMutation(trpc.language.addTerm.mutationOptions({ onSuccess: done }))
  const edit = useMutation(trpc.language.editTerm.mutationOptions({ onSuccess: done }))
  const error = add.error ?? edit.error
  const fields = useFieldErrors()(error)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const term = { en, zh, note, locked }
        if (draft.termId) edit.mutate({ termId: draft.termId, version: draft.version, ...term })
        else add.mutate(term)
      }}
    >
      <Stack gap="sm">
        <ErrorNotice error={Object.keys(fields).length === 0 ? error : null} />
        <TextInput
          label={t('language:glossary.en')}
          lang="en"
          value={en}
          maxLength={longestTerm}
          onChange={(event) => set({ en: event.currentTarget.value })}
          error={fields['en']}
          data-autofocus={en === '' || undefined}
        />
        <TextInput
          label={t('language:glossary.zh')}
          lang="zh-CN"
          value={zh}
          maxLength={longestTerm}
          onChange={(event) => set({ zh: event.currentTarget.value })}
          error={fields['zh']}
          data-autofocus={en !== '' || undefined}
        />
        <TextInput
          label={t('language:glossary.note')}
          description={t('language:glossary.noteHint')}
          value={note}
          maxLength={500}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <Checkbox
          label={t('language:glossary.lock')}
          checked={locked}
          onChange={(event) => set({ locked: event.currentTarget.checked })}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            type="submit"
            loading={add.isPending || edit.isPending}
            disabled={en.trim() === '' || zh.trim() === ''}
          >
            {t('common:actions.save')}
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

/** Asks before a term of the company goes. */
export function RemoveTerm({
  row,
  opened,
  onClose,
}: Readonly<{ row: GlossaryRow; opened: boolean; onClose: () => void }>) {
  const { t } = useTranslation(['language', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const remove = useMutation(
    trpc.language.removeTerm.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.language.pathFilter())
        onClose()
      },
    }),
  )
  const { own, en, zh } = row
  return (
    <Dialog opened={opened} onClose={onClose} title={t('language:glossary.removeTitle')}>
      <Stack gap="md">
        <Text>{t('language:glossary.removeBody', { en, zh })}</Text>
        <ErrorNotice error={remove.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => own && remove.mutate({ termId: own.id, version: own.version })}
          >
            {t('language:glossary.remove')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
