'use client'
import { IconDots, IconLanguage, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import { otherLanguage } from '@/server/kernel/bilingual'
import { wantsTranslation } from '@/server/kernel/bilingual'
import { EditPost, TranslatePost } from './edit-post'
import { OrgBadge } from './org-badge'
import { PostWords } from './post-words'
import type { Post, Thread } from './types'
import classes from './post.module.css'

type Props = Readonly<{ thread: Thread; post: Post; unseen: boolean }>

/** One message: who, of which side, when on both shores, and the words in both languages. */
export function PostItem({ thread, post, unseen }: Props) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const { user } = useViewer()
  const [doing, setDoing] = useState<'edit' | 'translate' | null>(null)
  const author = thread.people[post.authorId]
  const org = thread.orgs[post.authorOrgId]
  const own = post.authorId === user.id
  const missing = otherLanguage(post.body.source)
  const translatable = thread.mayWrite && wantsTranslation(post.body)
  return (
    <li className={classes.post} id={post.id} data-unseen={unseen || undefined}>
      <header className={classes.head}>
        <span className={classes.author}>{author ? format.person(author) : ''}</span>
        {author && author.honorific !== '' && <span className={classes.honorific}>{author.honorific}</span>}
        {org && <OrgBadge org={org} />}
        {post.act !== null && <span className={classes.act}>{t(`eq.act.${post.act}`)}</span>}
        {post.mentions.includes(user.id) && <span className={classes.you}>{t('post.mentionYou')}</span>}
        <span className={classes.spacer} />
        {thread.mayWrite && own && post.act === null && (
          <ActionMenu
            trigger={
              <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('post.menu')}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            }
            entries={[
              { label: t('post.edit'), icon: <IconPencil size={16} aria-hidden />, onClick: () => setDoing('edit') },
            ]}
          />
        )}
      </header>
      <div className={classes.when}>
        <BothTimes instant={post.createdAt} zones={Object.values(thread.orgs).map(({ timeZone }) => timeZone)} />
        {post.editedAt && <span title={format.moment(post.editedAt)}>{t('post.edited')}</span>}
      </div>
      {doing === 'edit' ? (
        <EditPost thread={thread} post={post} onDone={() => setDoing(null)} />
      ) : (
        <PostWords post={post} people={thread.people} nameOf={format.person} />
      )}
      {doing === 'translate' && <TranslatePost thread={thread} post={post} onDone={() => setDoing(null)} />}
      {doing === null && translatable && (
        <Button
          className={classes.translate}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={14} stroke={1.6} aria-hidden />}
          onClick={() => setDoing('translate')}
        >
          {t(post.body.state === 'stale' ? 'post.translateStale' : 'post.translate', {
            language: t(`write.${missing}`),
          })}
        </Button>
      )}
    </li>
  )
}
