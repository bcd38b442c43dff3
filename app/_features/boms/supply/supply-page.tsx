'use client'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useClipboard } from '@mantine/hooks'
import { IconCopy, IconDots, IconFileText, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { tsvRow } from '@/app/_components/grid-keys'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { SupplyAnswer } from '@/server/domains/boms/queries/supply'
import { neutralised } from '@/server/kernel/csv'
import { BomFrame } from '../bom-frame'
import type { Build } from '../build'
import { BuildBar } from '../build-bar'
import buildBar from '../build-bar.module.css'
import type { Bom } from '../types'
import { useBuild } from '../use-build'
import type { SetSupplyProps } from './set-supply-dialog'
import { SupplyRows } from './supply-rows'
import classes from './supply.module.css'

const SetSupplyDialog = onFirstUse<SetSupplyProps>(() =>
  import('./set-supply-dialog').then((module) => module.SetSupplyDialog),
)

/** What the brand brings to a build itself, and what of it has arrived at a factory. */
export function SupplyPage({ bomId }: Readonly<{ bomId: string }>) {
  const trpc = useTRPC()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const { build, given, change } = useBuild(bom)
  return build && <Supply bom={bom} build={build} factory={given('factory')} onChange={change} />
}

type Props = Readonly<{
  bom: Bom
  build: Build
  factory: string | null
  onChange: (changes: Readonly<Record<string, string | null>>) => void
}>

function Supply({ bom, build, factory, onChange }: Props) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const [setting, setSetting] = useState(false)
  const { data, error, refetch } = useQuery(
    trpc.boms.supply.queryOptions({ ...build, partnerOrgId: factory }, { placeholderData: keepPreviousData }),
  )
  const maySet =
    data !== undefined && data.maySend && data.state === 'draft' && build.revisionId === bom.currentRevisionId
  return (
    <BomFrame
      bomId={bom.id}
      title={t('supply.title')}
      actions={
        <>
          {maySet && (
            <Button size="sm" variant="default" onClick={() => setSetting(true)}>
              {t('supply.set.action')}
            </Button>
          )}
          {data && <SupplyMenu build={build} answer={data} />}
        </>
      }
    >
      <p className={classes.hint}>{t('supply.hint')}</p>
      <BuildBar bom={bom} build={build} onChange={onChange}>
        {data && data.factories.length > 1 && (
          <NativeSelect
            size="sm"
            className={buildBar.wide}
            label={t('supply.factory')}
            data={data.factories.map((each) => ({ value: each.orgId, label: format.org(each) }))}
            value={data.factory?.orgId ?? ''}
            onChange={({ currentTarget: { value } }) => onChange({ factory: value })}
          />
        )}
      </BuildBar>
      {data ? (
        <Standing answer={data} bom={bom} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
      {maySet && (
        <SetSupplyDialog bom={bom} revisionId={build.revisionId} opened={setting} onClose={() => setSetting(false)} />
      )}
    </BomFrame>
  )
}

function Standing({ answer, bom }: Readonly<{ answer: SupplyAnswer; bom: Bom }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const quantity = format.quantity(answer.quantity)
  if (answer.rows.length === 0)
    return (
      <EmptyState title={t('supply.none.title')}>{t(`supply.none.${answer.owner ? 'owner' : 'factory'}`)}</EmptyState>
    )
  return (
    <Stack>
      <output className={classes.state}>
        {answer.factory === null
          ? t('supply.noFactory')
          : answer.short === 0
            ? t('supply.allThere', { quantity })
            : t('supply.short', { quantity, count: answer.short })}
      </output>
      <Panel flush title={answer.owner && answer.factory ? format.org(answer.factory) : undefined}>
        <SupplyRows bom={bom} answer={answer} />
      </Panel>
    </Stack>
  )
}

function SupplyMenu({ build, answer }: Readonly<{ build: Build; answer: SupplyAnswer }>) {
  const { t } = useTranslation('boms')
  const clipboard = useClipboard()
  const query = new URLSearchParams({
    quantity: build.quantity,
    ...(build.variant === null ? {} : { variant: build.variant }),
    ...(answer.owner && answer.factory ? { partnerOrgId: answer.factory.orgId } : {}),
  }).toString()
  const copy = () => {
    const columns = ['part', 'refs', 'gross', 'need', 'received', 'inTransit', 'short'] as const
    const records = answer.rows.map((row) => [
      ...[row.label, row.line?.refs ?? '', row.gross, row.need, row.received, row.inTransit, row.short],
    ])
    const table = [columns.map((column) => t(`supply.column.${column}`)), ...records]
    clipboard.copy(table.map((cells) => tsvRow(cells.map(neutralised))).join('\n'))
  }
  return (
    <ActionMenu
      width={200}
      trigger={
        <ActionIcon variant="default" size={36} aria-label={t('menu')}>
          <IconDots size={18} />
        </ActionIcon>
      }
      entries={[
        { label: t('supply.copy'), icon: <IconCopy size={16} aria-hidden />, onClick: copy },
        {
          label: t('supply.csv'),
          icon: <IconFileText size={16} aria-hidden />,
          file: paths.files.bomSupply(build.revisionId, query),
        },
        { label: t('supply.print'), icon: <IconPrinter size={16} aria-hidden />, onClick: () => window.print() },
      ]}
    />
  )
}
