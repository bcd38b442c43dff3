'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { SpecView } from '@/server/domains/specs/queries/get-spec'
import classes from './contract.module.css'
import { StandingMark } from './standing'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{
  spec: Pick<SpecView, 'id' | 'productId' | 'access'>
  revision: Pick<SpecView['revisions'][number], 'id' | 'state'>
}>

/** The cloud contract of a revision in a card: version, verdict, what it holds, and the way to it. */
export function ContractSummary({ spec, revision }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const trpc = useTRPC()
  const { data, isPending } = useQuery(trpc.specs.getContract.queryOptions({ revisionId: revision.id }))
  const editable = spec.access.edit && revision.state === 'draft'
  const way = (
    <Button
      component={Link}
      href={paths.contract(spec.productId, spec.id, revision.id)}
      size="compact-sm"
      variant="default"
    >
      {t(data || !editable ? 'contract.summary.open' : 'contract.summary.write')}
    </Button>
  )
  return (
    <Panel title={t('contract.summary.title')} actions={way}>
      {isPending ? (
        <Skeleton height={21} />
      ) : data ? (
        <p className={classes.verdict}>
          <strong>{t('contract.view.version', { version: data.contract.version })}</strong>
          <span>
            {t('contract.summary.counts', {
              transports: [...new Set(data.contract.transports.map(({ kind }) => words.option('kind', kind)))].join(
                ' + ',
              ),
              channels: t('contract.view.channelCount', { count: data.contract.channels.length }),
            })}
          </span>
          <StandingMark standing={data.standing} />
        </p>
      ) : (
        <p className={classes.quiet}>{t('contract.summary.none')}</p>
      )}
    </Panel>
  )
}
