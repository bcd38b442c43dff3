'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { FactWords } from './lines'

/** How the facts of requirements are said to the reader; names of owners once they are known. */
export function useFactWords(productId: string, withOwners: boolean): FactWords {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const trpc = useTRPC()
  const { data: sides } = useQuery(trpc.products.listPeople.queryOptions({ productId }, { enabled: withOwners }))
  return useMemo(() => {
    const people = new Map(sides?.flatMap((side) => side.people.map((person) => [person.userId, person] as const)))
    return {
      min: t('figure.min'),
      typ: t('figure.typ'),
      max: t('figure.max'),
      section: (section) => t(`section.${section}`),
      kind: (kind) => t(`kind.${kind}`),
      verification: (method) => t(`verification.${method}`),
      critical: (critical) => t(critical ? 'compare.yes' : 'compare.no'),
      owner: (userId) => {
        const person = people.get(userId)
        return person ? format.person(person) : userId
      },
      link: ({ kind, label, id }) => `${t(`linkKind.${kind}`)} ${label || id}`,
      attachments: (count) => t('compare.attachments', { count }),
    }
  }, [t, format, sides])
}
