'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { Term } from '@/server/domains/language/glossary/term'
import type { Language } from '@/server/kernel/bilingual'
import { noChecks, type Checks } from './marks'
import type { EditorProps } from './types'

/** How long typing pauses before the texts are read against each other. */
const pause = 160
const noTerms: readonly Term[] = []

/** The words that count in a place, kept until somebody changes a glossary, and the machine that can be asked. */
export function useTerms(place: EditorProps['place']) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.language.getTerms.queryOptions(
      { productId: place?.productId ?? null, partnerOrgId: place?.partnerOrgId ?? null },
      { staleTime: Infinity },
    ),
  )
  return { terms: data?.terms ?? noTerms, machine: data?.machine ?? null }
}

/** What the engine says of the two texts, a moment after the last key; null before it has said anything. */
export function useChecks({ en, zh }: Readonly<Record<Language, string>>, terms: readonly Term[]): Checks | null {
  const [checks, setChecks] = useState<Checks | null>(null)
  useEffect(() => {
    let dropped = false
    const timer = setTimeout(() => {
      void import('./checks').then(({ checkTexts }) => {
        if (!dropped) setChecks(checkTexts({ en, zh }, terms))
      })
    }, pause)
    return () => {
      dropped = true
      clearTimeout(timer)
    }
  }, [en, zh, terms])
  return checks
}

/** What the engine says of two texts that are read, not written. Empty until it has come. */
export function useFindings({ en, zh }: Readonly<Record<Language, string>>): Checks['findings'] {
  const [found, setFound] = useState<{ of: string; findings: Checks['findings'] }>({ of: '', findings: [] })
  // What was found in another version says nothing of this one.
  const version = `${en}\n${zh}`
  useEffect(() => {
    let dropped = false
    if (en === '' || zh === '') return
    void import('./checks').then(({ checkTexts }) => {
      if (!dropped) setFound({ of: version, findings: checkTexts({ en, zh }, noTerms).findings })
    })
    return () => {
      dropped = true
    }
  }, [en, zh, version])
  return found.of === version ? found.findings : noChecks.findings
}

/** A value that follows another one once that has stood still. */
export function useSettled<T>(value: T, wait: number): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
