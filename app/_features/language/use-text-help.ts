'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import { otherLanguage, type BilingualText } from '@/server/kernel/bilingual'
import { noChecks } from './marks'
import { plain, sameText } from './typed'
import type { EditorProps, Suggestion, TypedText } from './types'
import { useChecks, useSettled, useTerms } from './use-checks'

/** Questions travel in the address; beyond its length a text is no sentence that comes back. */
const fitsAddress = (text: string) => encodeURIComponent(text).length < 3_000

type Given = Pick<EditorProps, 'place' | 'critical'> &
  Readonly<{
    value: BilingualText
    typed: TypedText
    /** `byMachine`: the counterpart given is a proposal. */
    onType: (next: Partial<TypedText>, byMachine?: boolean) => void
  }>

/** What helps to write the other language: checks of what is typed, what was verified before, a machine's proposal. */
export function useTextHelp({ value, typed, onType, place, critical = false }: Given) {
  const { source } = typed
  const other = otherLanguage(source)
  const [proposed, setProposed] = useState<{ text: string; by: string } | null>(null)
  const fields = { en: useRef<HTMLTextAreaElement>(null), zh: useRef<HTMLTextAreaElement>(null) }
  const { terms, machine } = useTerms(place)
  const checks = useChecks(typed, terms) ?? noChecks
  const fill = (text: string, byMachine = false) => {
    onType({ [other]: text }, byMachine)
    fields[other].current?.focus()
  }

  const trpc = useTRPC()
  const asked = useSettled(typed[source], 400)
  const wanted = value.state !== 'verified' || !sameText(typed, plain(value))
  const remembered = useQuery(
    trpc.language.suggest.queryOptions(
      { text: asked, language: source },
      { enabled: wanted && asked.trim().length > 3 && fitsAddress(asked), staleTime: 60_000 },
    ),
  )
  const suggestions = (remembered.data ?? []).filter(({ text }) => text !== typed[other])
  const take = ({ text }: Suggestion) => fill(text)

  const propose = useMutation(trpc.language.proposeTranslation.mutationOptions())
  const canAsk = machine !== null && typed[source].trim() !== ''
  const ask = () => {
    if (!canAsk || propose.isPending) return
    const { productId = null, partnerOrgId = null } = place ?? {}
    propose.mutate(
      { text: typed[source], language: source, critical, productId, partnerOrgId },
      {
        onSuccess: ({ text, by }) => {
          setProposed({ text, by })
          fill(text, true)
        },
      },
    )
  }

  return {
    fields,
    checks,
    /** Whether the texts disagree now: what is marked on the screen follows the last key a moment later. */
    differs: async () => (await import('./checks')).checkTexts(typed, terms).findings.length > 0,
    suggestions,
    take,
    machine,
    canAsk,
    ask,
    asking: propose.isPending,
    error: propose.error,
    /** The machine whose words the counterpart is, as long as nobody touched them. */
    proposedBy: proposed !== null && typed[other] === proposed.text ? proposed.by : null,
    /** Takes a key that means one of these; tells whether it did. `alt` is the key by place, pressed with Alt alone. */
    press: (alt: string): boolean => {
      const suggestion = suggestions[Number(/^Digit([1-9])$/.exec(alt)?.[1] ?? 0) - 1]
      if (alt === 'KeyM' && canAsk) ask()
      else if (suggestion) take(suggestion)
      else return false
      return true
    },
  }
}
export type TextHelp = ReturnType<typeof useTextHelp>

/** A key by place on the keyboard, pressed with Alt alone: with Alt, a Mac writes other characters. Else ''. */
export const altKey = ({ altKey: alt, ctrlKey, metaKey, code }: KeyboardEvent): string =>
  alt && !ctrlKey && !metaKey ? code : ''
