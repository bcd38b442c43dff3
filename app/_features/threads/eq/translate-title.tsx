'use client'
import { IconLanguage } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import { longestTitle } from '@/server/domains/threads/rules/engineering-query'
import { otherLanguage } from '@/server/kernel/bilingual'
import type { EqThread } from '../types'
import { useKept } from '@/app/_lib/use-kept'
import classes from './eq.module.css'

type Props = Readonly<{ thread: EqThread; opened: boolean; onOpen: () => void; onDone: () => void }>

/** The language a title lacks, written by whoever can. */
export function TranslateTitle({ thread, opened, onOpen, onDone }: Props) {
  const { t } = useTranslation(['threads', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const language = otherLanguage(thread.eq.title.source)
  const [text, setText] = useKept(`title ${thread.id}`, '', (typed) => typed === '')
  const label = t('threads:eq.translateTitle', { language: t(`threads:write.${language}`) })
  const translate = useMutation(
    trpc.threads.translateEqTitle.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.threads.pathFilter())
        setText('')
        onDone()
      },
    }),
  )
  if (!opened) {
    return (
      <Button
        className={classes.add}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconLanguage size={14} stroke={1.6} aria-hidden />}
        onClick={onOpen}
      >
        {label}
      </Button>
    )
  }
  return (
    <Form
      className={classes.title}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') translate.mutate({ threadId: thread.id, text })
      }}
    >
      <ErrorNotice error={translate.error} />
      <TextInput
        label={label}
        lang={languageTags[language]}
        maxLength={longestTitle}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" size="compact-md" loading={translate.isPending} disabled={text.trim() === ''}>
          {t('threads:eq.saveTitle')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common:actions.cancel')}
        </Button>
      </div>
    </Form>
  )
}
