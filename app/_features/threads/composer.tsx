'use client'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualTextarea } from '@/app/_components/bilingual-textarea'
import { isComposing } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { useLocale } from '@/app/_lib/i18n'
import { useSendKey } from '@/app/_lib/use-send-key'
import type { PostText } from '@/server/domains/threads/rules'
import { excess, isBlank, mentionsIn, toPostText, type Draft } from './draft'
import { MentionList } from './mention-list'
import { useMentions, type MentionScope } from './use-mentions'
import classes from './composer.module.css'

type Props = Readonly<{
  scope: MentionScope
  draft: Draft
  setDraft: (draft: Draft) => void
  onSend: (body: PostText, mentions: string[]) => void
  label: string
  placeholder: string
  submit: string
  pending?: boolean
  autoFocus?: boolean
  minRows?: number
  /** What to know before sending. */
  hint?: ReactNode
  /** Beside the button. */
  aside?: ReactNode
}>

/** Writes in one language or both. Ctrl or Command with Enter sends; Enter alone is a new line. */
export function Composer({
  scope,
  draft,
  setDraft,
  onSend,
  label,
  placeholder,
  submit,
  pending = false,
  autoFocus,
  minRows,
  hint,
  aside,
}: Props) {
  const { t } = useTranslation('threads')
  const locale = useLocale()
  const listId = useId()
  const mentions = useMentions(scope, draft, setDraft)
  const key = useSendKey()
  const over = excess(draft)
  const sendable = !isBlank(draft) && over === 0 && !pending
  const send = () => {
    if (sendable) onSend(toPostText(draft, locale), mentionsIn(draft))
  }
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <BilingualTextarea
        value={draft}
        onChange={({ en, zh }) => setDraft({ ...draft, en, zh })}
        words={{
          label: (language) => `${label} – ${t(`write.${language}`)}`,
          add: (language) => t(language === 'en' ? 'write.addEn' : 'write.addZh'),
          remove: t('write.remove'),
        }}
        placeholder={placeholder}
        minRows={minRows ?? 2}
        autoFocus={autoFocus ?? false}
        error={over > 0 ? t('write.tooLong', { count: over }) : undefined}
        onCaret={mentions.follow}
        onKeyDown={(event) => {
          if (mentions.onKey(event)) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)) {
            event.preventDefault()
            send()
          }
        }}
        below={
          <>
            <span className={classes.keys}>{t('write.keys', { key })}</span>
            <span className={classes.spacer} />
            {aside}
            <Button type="submit" size="compact-md" loading={pending} disabled={!sendable && !pending}>
              {submit}
            </Button>
          </>
        }
      />
      {mentions.shown && (
        <MentionList id={listId} candidates={mentions.candidates} active={mentions.active} onChoose={mentions.choose} />
      )}
      {hint !== undefined && <p className={classes.hint}>{hint}</p>}
    </form>
  )
}
