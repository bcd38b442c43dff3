'use client'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { matchGroups, type MatchGroup } from '@/server/domains/boms/rules/match-groups'
import { BomFrame } from '../bom-frame'
import type { CreatePartDialogProps } from './create-part-dialog'
import { FilePairs } from './file-pairs'
import { MatchLine } from './match-line'
import classes from './match.module.css'
import { useMatching, type MatchedLine, type MatchPage as Page } from './use-matching'

const CreatePartDialog = onFirstUse<CreatePartDialogProps>(() =>
  import('./create-part-dialog').then((module) => module.CreatePartDialog),
)
export const linesAtOnce = 50

type Props = Readonly<{ bomId: string; revisionId: string; group: MatchGroup }>

/** All lines of a BOM against the library: what is sure is linked at once, everything else is decided one by one. */
export function MatchPage({ bomId, revisionId, group }: Props) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const format = useFormat()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  // A page of another group begins at its beginning.
  const [at, setAt] = useState({ group, offset: 0 })
  const offset = at.group === group ? at.offset : 0
  const page = useQuery(
    trpc.boms.matchLines.queryOptions(
      { revisionId, group, offset, limit: linesAtOnce },
      { placeholderData: keepPreviousData },
    ),
  )
  const { link, linkAll } = useMatching()
  const counts = page.data?.counts
  const total = counts?.[group] ?? 0
  const go = (next: number) => setAt({ group, offset: Math.max(0, next) })
  return (
    <BomFrame
      bomId={bomId}
      title={t('match.title')}
      actions={
        page.data?.draft &&
        counts !== undefined &&
        counts.exact > 0 && (
          <Button loading={linkAll.isPending} onClick={() => linkAll.mutate({ revisionId })}>
            {t('match.linkAll', { count: counts.exact })}
          </Button>
        )
      }
    >
      <p className={classes.hint}>{page.data && !page.data.draft ? t('match.frozen') : t('match.hint')}</p>
      <FilePairs revisionId={revisionId} />
      <nav className={classes.groups} aria-label={t('match.groups')}>
        {matchGroups.map((each) => (
          <Link
            key={each}
            className={classes.group}
            href={paths.bomMatch(bom.productId, bomId, each)}
            aria-current={each === group ? 'page' : undefined}
            scroll={false}
          >
            {t(`match.group.${each}`)}
            {counts && <span className={classes.number}>{format.count(counts[each])}</span>}
          </Link>
        ))}
      </nav>
      <div className={classes.bar}>
        <span className={classes.faint}>{t(`match.groupHint.${group}`)}</span>
      </div>
      <ErrorNotice error={page.error ?? link.error ?? linkAll.error} onRetry={() => void page.refetch()} />
      {page.isPending && <Skeleton height={240} />}
      {page.data && page.data.lines.length === 0 && (
        <output className={classes.none}>{t(`match.nothing.${group}`)}</output>
      )}
      {page.data && page.data.lines.length > 0 && (
        <Lines page={page.data} place={{ productId: bom.productId, bomId }} link={link} />
      )}
      {total > linesAtOnce && (
        <div className={classes.paging}>
          <Button variant="default" disabled={offset === 0} onClick={() => go(offset - linesAtOnce)}>
            {t('match.before')}
          </Button>
          <span className={classes.faint}>
            {t('match.showing', {
              from: format.count(offset + 1),
              to: format.count(Math.min(total, offset + linesAtOnce)),
              total: format.count(total),
            })}
          </span>
          <Button variant="default" disabled={offset + linesAtOnce >= total} onClick={() => go(offset + linesAtOnce)}>
            {t('match.more')}
          </Button>
        </div>
      )}
      {page.data?.draft && group !== 'linked' && (
        <p className={`${classes.faint} ${classes.keys} no-print`}>{t('match.keys')}</p>
      )}
    </BomFrame>
  )
}

type LinesProps = Readonly<{
  page: Page
  place: Readonly<{ productId: string; bomId: string }>
  link: ReturnType<typeof useMatching>['link']
}>

/** One line at a time has the focus; a key answers for it and goes on to the next. */
function Lines({ page, place, link }: LinesProps) {
  const { t } = useTranslation('boms')
  const [active, setActive] = useState(0)
  const [creating, setCreating] = useState<MatchedLine | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(index, page.lines.length - 1))
    setActive(next)
    const item = list.current?.children.item(next)
    if (item instanceof HTMLElement) item.focus()
  }
  const answer = (line: MatchedLine, partId: string | null) => {
    if (!link.isPending) link.mutate({ lineId: line.id, version: line.version, partId })
  }
  const onKey = (event: KeyboardEvent, line: MatchedLine, index: number) => {
    // Keys of a button inside belong to the button.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const candidate = /^[1-5]$/.test(event.key) ? line.candidates[Number(event.key) - 1] : undefined
    if (event.key === 'ArrowDown') focus(index + 1)
    else if (event.key === 'ArrowUp') focus(index - 1)
    else if (page.draft && candidate) answer(line, candidate.partId)
    else if (page.draft && event.key.toLowerCase() === 'n' && line.part === null) setCreating(line)
    else return
    event.preventDefault()
  }
  return (
    <>
      <ul className={classes.lines} ref={list}>
        {page.lines.map((line, index) => (
          // The keys are shortcuts; buttons inside do the same for everyone.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={line.id}
            className={classes.line}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one line of the list is reached by Tab, the others by arrows
            tabIndex={index === Math.min(active, page.lines.length - 1) ? 0 : -1}
            aria-label={t('match.lineFacts', { position: line.position })}
            onFocus={() => setActive(index)}
            onKeyDown={(event) => onKey(event, line, index)}
          >
            <MatchLine
              line={line}
              place={place}
              draft={page.draft}
              busy={link.isPending}
              onLink={(partId) => answer(line, partId)}
              onCreate={() => setCreating(line)}
            />
          </li>
        ))}
      </ul>
      {creating && (
        <CreatePartDialog
          key={creating.id}
          line={creating}
          proposedNumber={creating.ipn || creating.cpn}
          opened
          onClose={() => setCreating(null)}
        />
      )}
    </>
  )
}
