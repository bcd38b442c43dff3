'use client'
import { IconLanguage } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { useLocale } from '@/app/_lib/i18n'
import { languageTags } from '@/locales/config'
import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import classes from './bilingual-textarea.module.css'
import { Button, CloseButton } from './ui/button'
import { Textarea } from './ui/textarea'

export type BilingualDraft = Readonly<{ en: string; zh: string }>

type Words = Readonly<{
  /** Accessible name of the field in a language. */
  label: (language: Language) => string
  add: (language: Language) => string
  remove: string
}>

type Props = Readonly<{
  value: BilingualDraft
  onChange: (value: BilingualDraft) => void
  words: Words
  placeholder?: string
  minRows?: number
  autoFocus?: boolean
  disabled?: boolean
  error?: ReactNode
  /** Called before the field handles the key, for sending and for mentions. */
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>, language: Language) => void
  /** The text or the caret moved. */
  onCaret?: (field: HTMLTextAreaElement, language: Language) => void
  /** Between the fields and the button that adds the other language. */
  below?: ReactNode
  own?: RefObject<HTMLTextAreaElement | null>
}>

/** Text in the writer's language first; the other one is a press away, for those who write both. */
export function BilingualTextarea({
  value,
  onChange,
  words,
  placeholder,
  minRows = 2,
  autoFocus,
  disabled,
  error,
  onKeyDown,
  onCaret,
  below,
  own,
}: Props) {
  const locale = useLocale()
  const other = otherLanguage(locale)
  const [asked, setAsked] = useState(false)
  const second = useRef<HTMLTextAreaElement>(null)
  const both = asked || value[other] !== ''
  const field = (language: Language) => ({
    value: value[language],
    lang: languageTags[language],
    'aria-label': words.label(language),
    onChange: (event: { currentTarget: HTMLTextAreaElement }) => {
      onChange({ ...value, [language]: event.currentTarget.value })
      onCaret?.(event.currentTarget, language)
    },
    onSelect: (event: { currentTarget: HTMLTextAreaElement }) => onCaret?.(event.currentTarget, language),
    onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => onKeyDown?.(event, language),
    autosize: true,
    maxRows: 14,
    disabled,
    classNames: { input: classes.input },
  })
  return (
    <div className={classes.fields}>
      <Textarea
        {...field(locale)}
        ref={own}
        minRows={minRows}
        placeholder={placeholder}
        autoFocus={autoFocus}
        error={error}
      />
      {both && (
        <div className={classes.second}>
          <Textarea {...field(other)} ref={second} minRows={minRows} placeholder={words.label(other)} />
          <CloseButton
            className={classes.remove}
            size="sm"
            aria-label={words.remove}
            onClick={() => {
              setAsked(false)
              onChange({ ...value, [other]: '' })
            }}
          />
        </div>
      )}
      <div className={classes.below}>
        {!both && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconLanguage size={15} stroke={1.6} aria-hidden />}
            onClick={() => {
              setAsked(true)
              requestAnimationFrame(() => second.current?.focus())
            }}
          >
            {words.add(other)}
          </Button>
        )}
        {below}
      </div>
    </div>
  )
}
