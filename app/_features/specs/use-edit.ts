'use client'
import { useCallback, useEffect } from 'react'
import { useKept } from '@/app/_lib/use-kept'
import { noValues, type Section } from '@/server/domains/specs/rules/requirement'
import type { Language } from '@/server/kernel/bilingual'
import { isChanged, receive, type Edit } from './merge'
import type { Content, Requirement } from './types'
import { unwritten } from './use-open-requirement'

/** A requirement nobody has written yet, in the language of its author. */
export function blankContent(section: Section, source: Language): Content {
  const text = { en: '', zh: '', source }
  return {
    section,
    kind: 'numeric',
    title: text,
    text,
    condition: text,
    values: noValues,
    verification: null,
    critical: false,
    ownerId: null,
    links: [],
    attachmentIds: [],
  }
}

/** What is typed, or what comes of what is typed by then: files arrive while somebody goes on. */
export type Typed = Partial<Content> | ((now: Content) => Partial<Content>)

/** An edit that was begun says something else than what was there. */
const isEmpty = (edit: Edit | null): boolean => edit === null || !isChanged(edit)

/**
 * What is typed for a requirement of a document, kept over a reload of the tab until it is saved or given up. What
 * somebody else saves meanwhile is brought together with it as soon as it is heard of.
 */
export function useEdit(specId: string, requirementId: string, revisionId: string, latest: Requirement | undefined) {
  const [edit, setEdit] = useKept<Edit | null>(`requirement ${specId} ${requirementId}`, null, isEmpty)
  useEffect(() => {
    if (edit === null || latest === undefined || requirementId === unwritten) return
    const next = receive(edit, revisionId, latest)
    if (next !== edit) setEdit(next)
  }, [edit, latest, requirementId, revisionId, setEdit])
  const type = useCallback(
    (change: Typed) =>
      setEdit((edit) => {
        if (edit === null) return null
        const { now } = edit
        return { ...edit, now: { ...now, ...(typeof change === 'function' ? change(now) : change) } }
      }),
    [setEdit],
  )
  // The text survives a reload, not the closing of the tab.
  const changed = edit !== null && isChanged(edit)
  useEffect(() => {
    if (!changed) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [changed])
  return { edit, setEdit, type, changed }
}
