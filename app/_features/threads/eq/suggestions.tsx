'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Anchor } from '@/app/_components/ui/text'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { longestPost } from '@/server/domains/threads/rules'
import type { AppRouter } from '@/server/trpc/root'
import { OutcomeChip } from './eq-badge'
import classes from './eq.module.css'

type Suggestion = inferRouterOutputs<AppRouter>['threads']['suggestEqs'][number]
type Words = Readonly<{ en: string; zh: string }>
type Props = Readonly<{
  productId: string
  /** Whom a brand asks; a partner leaves it out. */
  partnerOrgId: string | undefined
  /** Whether it is known who asks whom. */
  ready: boolean
  title: Words
  proposal: Words
  onUse: (earlier: Suggestion) => void
}>

const pause = 500
/** Fewer characters than this are not a matter yet. */
const shortest = 4

/** Queries like the one being written that the same two companies decided before. Its line keeps its place. */
export function Suggestions({ productId, partnerOrgId, ready, title, proposal, onUse }: Props) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const trpc = useTRPC()
  const typed = JSON.stringify({ title, proposal: { en: proposal.en, zh: proposal.zh } })
  const [settled] = useDebouncedValue(typed, pause)
  // Written as text two lines above.
  const asked = JSON.parse(settled) as { title: Words; proposal: Words }
  const cut = (text: string) => text.slice(0, longestPost)
  const long = [...Object.values(asked.title), ...Object.values(asked.proposal)].join('').trim().length >= shortest
  const { data: found = [] } = useQuery(
    trpc.threads.suggestEqs.queryOptions(
      {
        productId,
        partnerOrgId,
        title: asked.title,
        proposal: { en: cut(asked.proposal.en), zh: cut(asked.proposal.zh) },
      },
      { enabled: ready && long, placeholderData: keepPreviousData, staleTime: 60_000 },
    ),
  )
  if (found.length === 0) return <p className={classes.memory}>{t('eq.suggest.none')}</p>
  return (
    <details className={classes.memory} open>
      <summary aria-live="polite">{t('eq.suggest.summary', { count: found.length })}</summary>
      <ul className={classes.earlier}>
        {found.map((earlier) => (
          <li key={earlier.threadId}>
            <div className={classes.facts}>
              <span className="mono">{earlier.code}</span>
              <span>{earlier.productCode}</span>
              <span>{earlier.subjectLabel}</span>
              <OutcomeChip outcome={earlier.outcome} />
              <span>{t('eq.suggest.decided', { when: format.day(earlier.decidedAt) })}</span>
            </div>
            <div className={classes.earlierTitle}>
              <BilingualWords text={earlier.title} />
            </div>
            <div>
              <BilingualWords text={earlier.decision} />
            </div>
            <div className={classes.buttons}>
              <Button size="compact-sm" variant="default" onClick={() => onUse(earlier)}>
                {t('eq.suggest.use')}
              </Button>
              <Anchor size="sm" href={paths.eq(earlier.productId, earlier.threadId)} target="_blank" rel="noreferrer">
                {t('eq.suggest.read', { code: earlier.code })}
              </Anchor>
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
