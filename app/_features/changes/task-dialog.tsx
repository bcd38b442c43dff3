'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import { taskKinds, type TaskKind } from '@/server/domains/changes/lifecycle'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { signingSides, type SigningSide } from '@/server/domains/specs/rules/sign-off'
import { BilingualField } from './bilingual-field'
import { useChanged } from './use-changed'
import classes from './form.module.css'

export type TaskDialogProps = Readonly<{ change: ChangeView; opened: boolean; onClose: () => void }>

/** Lists work that follows from a change. */
export function TaskDialog({ change, opened, onClose }: TaskDialogProps) {
  const { t } = useTranslation('changes')
  const locale = useLocale()
  const trpc = useTRPC()
  const [kind, setKind] = useState<TaskKind>('sop')
  const [side, setSide] = useState<SigningSide>(change.side)
  const [title, setTitle] = useState({ en: '', zh: '' })
  const [dueOn, setDueOn] = useState('')
  const add = useMutation(trpc.changes.addTask.mutationOptions({ onSuccess: useChanged(onClose) }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('tasks.add')}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({
            ...{ changeId: change.id, kind, side, dueOn: dueOn === '' ? null : dueOn },
            title: { ...title, source: locale },
          })
        }}
      >
        <Stack>
          <ErrorNotice error={add.error} />
          <div className={classes.pair}>
            <NativeSelect
              label={t('tasks.kind')}
              value={kind}
              onChange={(event) => setKind(taskKinds.find((each) => each === event.currentTarget.value) ?? kind)}
              data={taskKinds.map((each) => ({ value: each, label: t(`taskKind.${each}`) }))}
            />
            <NativeSelect
              label={t('tasks.side')}
              value={side}
              onChange={(event) => setSide(signingSides.find((each) => each === event.currentTarget.value) ?? side)}
              data={signingSides
                .filter((each) => each === 'brand' || change.withPartner)
                .map((each) => ({ value: each, label: t(`side.${each}`) }))}
            />
            <TextInput
              label={t('tasks.due')}
              type="date"
              value={dueOn}
              onChange={(event) => setDueOn(event.currentTarget.value)}
            />
          </div>
          <BilingualField
            legend={t('tasks.words')}
            label={(language) => t(`tasks.wordsIn.${language}`)}
            value={title}
            onChange={setTitle}
          />
          <DialogActions onClose={onClose}>
            <Button type="submit" loading={add.isPending}>
              {t('tasks.save')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}
