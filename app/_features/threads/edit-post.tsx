'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { isComposing } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Textarea } from '@/app/_components/ui/textarea'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import { otherLanguage } from '@/server/kernel/bilingual'
import { Composer } from './composer'
import type { Draft } from './draft'
import type { Post, Thread } from './types'
import { useKept } from './use-kept'
import classes from './post.module.css'

/** The author's words, open for change. What was typed stays until it is stored or given up. */
export function EditPost({ thread, post, onDone }: { thread: Thread; post: Post; onDone: () => void }) {
  const { t } = useTranslation(['threads', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const stored: Draft = {
    en: post.body.en,
    zh: post.body.zh,
    mentions: post.mentions.flatMap((id) => {
      const person = thread.people[id]
      return person ? [{ id, names: [person.displayNameEn, person.displayNameZh].filter(Boolean) }] : []
    }),
  }
  const [draft, setDraft] = useKept(
    `edit ${post.id}`,
    stored,
    ({ en, zh }) => en === post.body.en && zh === post.body.zh,
  )
  const edit = useMutation(
    trpc.threads.editPost.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.threads.getThread.queryFilter({ threadId: thread.id }))
        setDraft(stored)
        onDone()
      },
    }),
  )
  return (
    <div className={classes.form}>
      <ErrorNotice error={edit.error} />
      <Composer
        scope={{ productId: thread.productId, subjectKind: thread.subjectKind, threadId: thread.id }}
        draft={draft}
        setDraft={setDraft}
        label={t('threads:post.edit')}
        placeholder=""
        submit={t('threads:post.save')}
        pending={edit.isPending}
        autoFocus
        onSend={(body, mentions) =>
          edit.mutate({
            postId: post.id,
            version: post.version,
            body: { ...body, source: keptSource(post, body) },
            mentions,
          })
        }
        aside={
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            onClick={() => {
              setDraft(stored)
              onDone()
            }}
          >
            {t('common:actions.cancel')}
          </Button>
        }
      />
    </div>
  )
}

/** The language somebody wrote first stays the original, as long as there is text in it. */
const keptSource = (post: Post, body: Readonly<{ en: string; zh: string; source: 'en' | 'zh' }>) =>
  body[post.body.source].trim() === '' ? body.source : post.body.source

/** The language a message lacks, written by whoever can. */
export function TranslatePost({ post, onDone }: { post: Post; onDone: () => void }) {
  const { t } = useTranslation(['threads', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const language = otherLanguage(post.body.source)
  const [text, setText] = useKept(`translate ${post.id}`, post.body[language], (typed) => typed === post.body[language])
  const label = t(post.body.state === 'stale' ? 'threads:post.translateStale' : 'threads:post.translate', {
    language: t(`threads:write.${language}`),
  })
  const translate = useMutation(
    trpc.threads.addTranslation.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.threads.getThread.queryFilter())
        onDone()
      },
    }),
  )
  const save = () => {
    if (text.trim() !== '' && !translate.isPending) translate.mutate({ postId: post.id, version: post.version, text })
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <ErrorNotice error={translate.error} />
      <Textarea
        label={label}
        lang={languageTags[language]}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) save()
        }}
        autosize
        minRows={2}
        autoFocus
      />
      <div className={classes.buttons}>
        <Button type="submit" size="compact-md" loading={translate.isPending} disabled={text.trim() === ''}>
          {t('threads:post.save')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={onDone}>
          {t('common:actions.cancel')}
        </Button>
      </div>
    </form>
  )
}
