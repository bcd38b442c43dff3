'use client'
import { useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { languageTags } from '@/locales/config'
import type { Language } from '@/server/kernel/bilingual'
import { segmentsOf, type Mark, type Says } from './marks'
import { useSays } from './says'
import classes from './marked-field.module.css'

type Props = Readonly<{
  language: Language
  value: string
  onChange: (text: string) => void
  marks: readonly Mark[]
  label: string
  describedBy?: string
  readOnly?: boolean
  autoFocus?: boolean
  /** For what is one line. */
  short?: boolean
  maxLength?: number
  own?: Ref<HTMLTextAreaElement>
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}>

/**
 * A field whose text is marked as it is typed: an invisible copy behind it carries the marks and gives it its height.
 * What the mark under the caret or the pointer means is said below.
 */
export function MarkedField({
  language,
  value,
  onChange,
  marks,
  label,
  describedBy,
  readOnly,
  autoFocus,
  short,
  maxLength,
  own,
  onKeyDown,
}: Props) {
  const say = useSays()
  const copy = useRef<HTMLDivElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [pointed, setPointed] = useState<Says | null>(null)
  const under = caret === null ? null : (marks.find(({ start, end }) => start <= caret && caret <= end)?.says ?? null)
  const shown = pointed ?? under
  const segments = segmentsOf(value, marks)
  return (
    <div className={classes.field}>
      <div className={classes.stack} data-readonly={readOnly || undefined} data-short={short || undefined}>
        <div ref={copy} className={classes.copy} lang={languageTags[language]} aria-hidden>
          {segments.map(({ start, text, mark }) => (
            <span key={start} data-kind={mark?.kind} data-at={start}>
              {text}
            </span>
          ))}
          {'\u200B'}
        </div>
        <textarea
          ref={own}
          className={classes.text}
          lang={languageTags[language]}
          aria-label={label}
          aria-describedby={describedBy}
          value={value}
          readOnly={readOnly}
          autoFocus={autoFocus}
          maxLength={maxLength}
          spellCheck={language === 'en'}
          onChange={(event) => {
            onChange(event.currentTarget.value)
            setCaret(event.currentTarget.selectionStart)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => setCaret(null)}
          onKeyDown={onKeyDown}
          onMouseMove={(event) => setPointed(saysAt(copy.current, segments, event.clientX, event.clientY))}
          onMouseLeave={() => setPointed(null)}
        />
      </div>
      <p className={classes.says} data-kind={shown?.kind} aria-live="polite">
        {shown && say(shown, language)}
      </p>
    </div>
  )
}

/** The mark of the copy that lies under a point: the field above it takes the pointer. */
function saysAt(copy: HTMLElement | null, segments: ReturnType<typeof segmentsOf>, x: number, y: number): Says | null {
  if (!copy) return null
  for (const element of copy.querySelectorAll<HTMLElement>('[data-kind]')) {
    const inside = [...element.getClientRects()].some(
      ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
    )
    if (inside) return segments.find(({ start }) => String(start) === element.dataset['at'])?.mark?.says ?? null
  }
  return null
}
