'use client'
import { lazy, Suspense } from 'react'
import { Skeleton } from '@/app/_components/ui/layout'
import type { EditorProps } from './types'

export type { Conflict, EditorProps, Said, TypedText } from './types'

const Editor = lazy(async () => ({ default: (await import('./editor')).Editor }))

/**
 * The one place where text is written in both languages: which side is the original, how far the other can be trusted,
 * what changed since, what the two texts disagree on, the agreed words, and what was verified before. Fetched when it
 * is first shown.
 */
export const BilingualEditor = (props: EditorProps) => (
  <Suspense fallback={<Skeleton height={180} />}>
    <Editor {...props} />
  </Suspense>
)
