'use client'
import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { TextLink } from '@/app/_components/text-link'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { isOverdue } from '@/server/domains/boms/rules/unresolved'
import type { AppRouter } from '@/server/trpc/root'
import classes from './finding-list.module.css'
import { plainDay } from './plain-day'

type List = inferRouterOutputs<AppRouter>['boms']['listMyUnresolved']

/** What the reader was asked to find, over all products; nothing where there is nothing. */
export function MyFindings() {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.boms.listMyUnresolved.queryOptions())
  if (!data || data.lines.length === 0) return null
  return (
    <Panel title={t('finding.mine')} flush>
      <Lines list={data} own />
    </Panel>
  )
}

/** Lines of a product whose part nobody has found yet. */
export function ProductFindings({ productId }: { productId: string }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.boms.listUnresolved.queryOptions({ productId }))
  if (!data || data.lines.length === 0) return null
  return (
    <Panel title={t('finding.title')} flush>
      <Lines list={data} />
    </Panel>
  )
}

/** The most urgent ones; the rest stands in the BOMs. */
const shown = 4

function Lines({ list, own = false }: { list: List; own?: boolean }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const next = list.lines[shown]
  return (
    <>
      <Rows>
        {list.lines.slice(0, shown).map((line) => {
          const late = isOverdue(line.dueOn, list.today)
          const day = line.dueOn === null ? '' : plainDay(format.locale, line.dueOn)
          const words = line.refs || line.name || format.text(line.description) || line.value
          return (
            <Row
              key={line.id}
              main={
                <Link className={classes.link} href={paths.bomLine(line.productId, line.bomId, line.id)}>
                  {words || t('finding.line', { position: line.position })}
                </Link>
              }
              faint={[
                own ? line.productCode : '',
                format.text(line.bomName),
                own ? '' : line.owner ? format.person(line.owner) : t('finding.unowned'),
              ]
                .filter(Boolean)
                .join(' · ')}
              side={
                day !== '' && (
                  <Chip tone={late ? 'amber' : 'muted'}>{t(late ? 'finding.overdue' : 'finding.due', { day })}</Chip>
                )
              }
            />
          )
        })}
      </Rows>
      {next && (
        <p className={classes.more}>
          <TextLink href={paths.bomFinding(next.productId, next.bomId)}>{t('finding.more')}</TextLink>
        </p>
      )}
    </>
  )
}
