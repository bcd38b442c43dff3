'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { useErrorText } from '@/app/_lib/errors'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import { writeBody } from '@/server/domains/threads/rules'
import { Composer } from './composer'
import { emptyDraft, isBlank, type Draft } from './draft'
import { OrgBadge } from './org-badge'
import { PostWords } from './post-words'
import type { Thread } from './types'
import { useKept } from '@/app/_lib/use-kept'
import { useOutgoing } from './use-outgoing'
import postClasses from './post.module.css'
import classes from './thread-view.module.css'

/** Answers on their way, and the field for the next one. */
export function Reply({ thread, autoFocus }: { thread: Thread; autoFocus?: boolean }) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const errorText = useErrorText()
  const { user, org } = useViewer()
  const [draft, setDraft] = useKept<Draft>(`draft ${thread.id}`, emptyDraft, isBlank)
  const { outgoing, error, post, retry, takeBack } = useOutgoing(thread.id)
  const arrived = new Set(thread.posts.map(({ clientKey }) => clientKey))
  const side = org === null ? undefined : thread.orgs[org.id]
  const waiting = outgoing.filter(({ clientKey }) => !arrived.has(clientKey))
  return (
    <>
      {waiting.length > 0 && (
        <ol className={classes.posts}>
          {waiting.map((entry) => (
            <li key={entry.clientKey} className={postClasses.post} data-pending>
              <header className={postClasses.head}>
                <span className={postClasses.author}>{format.person(user)}</span>
                {side && <OrgBadge org={side} />}
              </header>
              <PostWords
                post={{ body: writeBody(entry.body), mentions: entry.mentions, translatedBy: null }}
                people={thread.people}
                nameOf={format.person}
              />
              {entry.failed ? (
                <div className={postClasses.failed} role="alert">
                  <span>
                    {t('post.failed')} {error ? errorText(error) : ''}
                  </span>
                  <Button size="compact-sm" variant="default" onClick={() => retry(entry)}>
                    {t('post.retry')}
                  </Button>
                  {isBlank(draft) && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="gray"
                      onClick={() => {
                        takeBack(entry)
                        setDraft(entry.draft)
                      }}
                    >
                      {t('post.takeBack')}
                    </Button>
                  )}
                </div>
              ) : (
                <output className={postClasses.when}>{t('post.sending')}</output>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className={classes.reply}>
        {thread.mayWrite ? (
          <Composer
            scope={{ productId: thread.productId, subjectKind: thread.subjectKind, threadId: thread.id }}
            draft={draft}
            setDraft={setDraft}
            label={t('reply.label')}
            placeholder={t('reply.placeholder')}
            submit={t('reply.send')}
            autoFocus={autoFocus}
            hint={thread.state === 'resolved' && !isBlank(draft) ? t('reply.reopens') : undefined}
            onSend={(body, mentions) => {
              post(body, mentions, draft)
              setDraft(emptyDraft)
            }}
          />
        ) : (
          <p className={classes.readOnly}>{t('reply.readOnly')}</p>
        )}
      </div>
    </>
  )
}
