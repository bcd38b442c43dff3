'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { isComposing } from '@/app/_components/form'
import { useTRPC } from '@/app/_lib/trpc'
import type { SubjectKind } from '@/server/domains/threads/rules'
import type { Language } from '@/server/kernel/bilingual'
import { mentionAt, type Draft } from './draft'
import type { Candidate } from './types'

/** Where the question is, or will be: decides who can be named. */
export type MentionScope = Readonly<{
  productId: string
  subjectKind: SubjectKind
  threadId?: string
  partnerOrgId?: string | null
}>

type Open = Readonly<{ language: Language; start: number; query: string; field: HTMLTextAreaElement }>

/** Naming people with `@`: what is being named, who matches, and the keys that choose. */
export function useMentions(scope: MentionScope, draft: Draft, setDraft: (draft: Draft) => void) {
  const trpc = useTRPC()
  const [open, setOpen] = useState<Open | null>(null)
  const [active, setActive] = useState(0)
  const found = useQuery(
    trpc.threads.listMentionable.queryOptions(
      { ...scope, query: open?.query ?? '' },
      { enabled: open !== null, placeholderData: keepPreviousData, staleTime: 60_000 },
    ),
  )
  const candidates = open === null ? [] : (found.data ?? [])

  const follow = (field: HTMLTextAreaElement, language: Language) => {
    const at = field.selectionStart === field.selectionEnd ? mentionAt(field.value, field.selectionStart) : null
    if (at === null) return setOpen(null)
    // A name that is complete, with a space behind it, is not asked for again.
    if (draft.mentions.some(({ names }) => names.some((name) => at.query.startsWith(`${name} `) || at.query === name)))
      return setOpen(null)
    if (at.start !== open?.start || at.query !== open.query) setActive(0)
    setOpen({ language, ...at, field })
  }

  const choose = (person: Candidate) => {
    if (open === null) return
    const { language, start, query, field } = open
    const names = [person.displayNameEn, person.displayNameZh].filter(Boolean)
    const name = (language === 'zh' ? person.displayNameZh : person.displayNameEn) || names[0] || ''
    const text = draft[language]
    const caret = start + name.length + 2
    setDraft({
      ...draft,
      [language]: `${text.slice(0, start)}@${name} ${text.slice(start + 1 + query.length).replace(/^ /, '')}`,
      mentions: [...draft.mentions.filter(({ id }) => id !== person.id), { id: person.id, names }],
    })
    setOpen(null)
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(caret, caret)
    })
  }

  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (open === null || isComposing(event)) return false
    const chosen = candidates[active]
    if (event.key === 'Escape') setOpen(null)
    else if (event.key === 'ArrowDown' && candidates.length > 0) setActive((active + 1) % candidates.length)
    else if (event.key === 'ArrowUp' && candidates.length > 0)
      setActive((active + candidates.length - 1) % candidates.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen && !event.ctrlKey && !event.metaKey)
      choose(chosen)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return {
    /** Shown only while something matches or something definite was asked for. */
    shown: open !== null && found.isSuccess && (candidates.length > 0 || open.query.length > 0),
    candidates,
    active,
    choose,
    follow,
    onKey,
  }
}
