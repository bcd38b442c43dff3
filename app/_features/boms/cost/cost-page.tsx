'use client'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconFileSpreadsheet, IconFileText, IconPrinter, IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { ActionIcon } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { costCurrencies } from '@/server/domains/boms/rules/cost-choices'
import { BomFrame } from '../bom-frame'
import type { Build } from '../build'
import { BuildBar } from '../build-bar'
import buildBar from '../build-bar.module.css'
import type { Bom } from '../types'
import { useBuild } from '../use-build'
import { costInput, usualLimit } from './cost-input'
import { CostFigures } from './cost-figures'
import { CostTable } from './cost-table'
import { SaveCost } from './save-cost'

type BesideProps = Readonly<{ bom: Bom; build: Build; currency: 'USD' | 'CNY' }>
const CostQuantities = beside<BesideProps>(
  () => import('./cost-quantities').then((module) => module.CostQuantities),
  () => <Skeleton height={180} />,
)
const CostSince = beside<BesideProps>(
  () => import('./cost-since').then((module) => module.CostSince),
  () => <Skeleton height={180} />,
)

/** What a build of a BOM costs. */
export function CostPage({ bomId }: Readonly<{ bomId: string }>) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const { build, given, change } = useBuild(bom)
  if (!bom.seesPrices || build === null)
    return (
      <BomFrame bomId={bomId} title={t('cost.title')}>
        <EmptyState title={t('cost.noPricesTitle')}>{t('cost.noPricesBody')}</EmptyState>
      </BomFrame>
    )
  return <Cost bom={bom} build={build} asked={{ currency: given('currency'), show: given('show') }} onChange={change} />
}

type Props = Readonly<{
  bom: Bom
  build: Build
  asked: Readonly<{ currency: string | null; show: string | null }>
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}>

function Cost({ bom, build, asked, onChange }: Props) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const [limit, setLimit] = useState(usualLimit)
  const input = costInput(build, asked, limit)
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.boms.costRollUp.queryOptions(input, { placeholderData: keepPreviousData }),
  )
  const query = new URLSearchParams({
    quantity: build.quantity,
    ...(build.variant === null ? {} : { variant: build.variant }),
    ...(data ? { currency: data.currency } : {}),
  }).toString()
  return (
    <BomFrame
      bomId={bom.id}
      title={t('cost.title')}
      actions={
        <>
          {bom.mayWrite && data && <SaveCost bom={bom} build={build} currency={data.currency} />}
          <ActionMenu
            width={200}
            trigger={
              <ActionIcon variant="default" size={36} aria-label={t('menu')}>
                <IconDots size={18} />
              </ActionIcon>
            }
            entries={[
              {
                label: t('cost.xlsx'),
                icon: <IconFileSpreadsheet size={16} aria-hidden />,
                file: paths.files.bomCost(build.revisionId, 'xlsx', query),
              },
              {
                label: t('cost.csv'),
                icon: <IconFileText size={16} aria-hidden />,
                file: paths.files.bomCost(build.revisionId, 'csv', query),
              },
              {
                label: t('cost.print'),
                icon: <IconPrinter size={16} aria-hidden />,
                onClick: () => window.print(),
              },
            ]}
          />
        </>
      }
    >
      <BuildBar bom={bom} build={build} onChange={onChange}>
        <NativeSelect
          size="sm"
          className={`${buildBar.field} ${buildBar.half}`}
          label={t('cost.currency')}
          data={[...costCurrencies]}
          value={data?.currency ?? asked.currency ?? costCurrencies[0]}
          onChange={({ currentTarget: { value } }) => onChange({ currency: value })}
        />
      </BuildBar>
      {data ? (
        <Stack>
          <CostFigures answer={data} />
          <CostTable
            bom={bom}
            answer={data}
            show={input.show}
            stale={isPlaceholderData}
            onShow={(show) => {
              setLimit(usualLimit)
              onChange({ show: show === 'all' ? null : show })
            }}
            onMore={() => setLimit(Math.min(limit * 4, 5_000))}
          />
          <CostQuantities bom={bom} build={build} currency={data.currency} />
          <CostSince bom={bom} build={build} currency={data.currency} />
        </Stack>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={480} />
      )}
    </BomFrame>
  )
}
