'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { BilingualEditor } from '@/app/_features/language/bilingual-editor'
import { useTRPC } from '@/app/_lib/trpc'
import { longestPost } from '@/server/domains/threads/rules'
import { otherLanguage } from '@/server/kernel/bilingual'
import { Composer } from './composer'
import type { Draft } from './draft'
import type { Post, Thread } from './types'
import { useKept } from '@/app/_lib/use-kept'
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

/** The language a message lacks, written or confirmed by whoever can; its own words stay the author's. */
export function TranslatePost({ thread, post, onDone }: { thread: Thread; post: Post; onDone: () => void }) {
  const { t } = useTranslation('threads')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const translate = useMutation(
    trpc.threads.addTranslation.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.threads.getThread.queryFilter())
        onDone()
      },
      // What somebody else wrote meanwhile stands beside what was typed.
      onError: () => queryClient.invalidateQueries(trpc.threads.getThread.queryFilter()),
    }),
  )
  return (
    <div className={classes.form}>
      <BilingualEditor
        value={post.body}
        label={t('post.words')}
        keepAs={post.id}
        place={{ productId: thread.productId, partnerOrgId: thread.partnerOrgId }}
        sourceLocked
        keepsMachine
        autoFocus
        maxLength={longestPost}
        busy={translate.isPending}
        error={translate.error}
        onSave={(next, said) =>
          translate.mutate({
            postId: post.id,
            version: post.version,
            text: next[otherLanguage(post.body.source)],
            ...said,
          })
        }
        onCancel={onDone}
      />
    </div>
  )
}
