'use client'
import { useClipboard } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconArrowsExchange, IconCheck, IconFileSpreadsheet, IconLink, IconPrinter } from '@tabler/icons-react'
import { useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { BomFrame } from '../bom-frame'
import type { Bom } from '../types'
import classes from './compare.module.css'
import { pairOf, type Pair } from './pair'

const Compared = beside<Readonly<{ bom: Bom; pair: Pair }>>(
  () => import('./compared').then((module) => module.Compared),
  () => <Skeleton height={320} />,
)

/** Two revisions of a BOM against each other, at an address that can be passed on. */
export function ComparePage({ bomId }: { bomId: string }) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const search = useSearchParams()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const pair = pairOf(bom, { before: search.get('before'), after: search.get('after') })
  const choose = (next: Pair) => window.history.replaceState(null, '', paths.bomCompare(bom.productId, bomId, next))
  return (
    <BomFrame bomId={bomId} title={t('compare.title')}>
      {pair === null ? (
        <EmptyState title={t('compare.onlyOne')} />
      ) : (
        <div className={classes.page}>
          <Revisions bom={bom} pair={pair} onChoose={choose} />
          {pair.before === pair.after ? (
            <EmptyState title={t('compare.same')} />
          ) : (
            <Compared key={`${pair.before} ${pair.after}`} bom={bom} pair={pair} />
          )}
        </div>
      )}
    </BomFrame>
  )
}

function Revisions({ bom, pair, onChoose }: { bom: Bom; pair: Pair; onChoose: (pair: Pair) => void }) {
  const { t } = useTranslation(['bomRevisions', 'common'])
  const { copied, copy } = useClipboard()
  const data = bom.revisions.map(({ id, number, letter, state }) => ({
    value: id,
    label: t('bomRevisions:revisionIn', { number: letter ?? number, state: t(`bomRevisions:state.${state}`) }),
  }))
  const picker = (side: keyof Pair) => (
    <NativeSelect
      label={t(`bomRevisions:compare.${side}`)}
      className={classes.picker}
      data={data}
      value={pair[side]}
      onChange={(event) => onChoose({ ...pair, [side]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.revisions}>
      {picker('before')}
      <ActionIcon
        className="no-print"
        variant="default"
        size={36}
        aria-label={t('bomRevisions:compare.swap')}
        onClick={() => onChoose({ before: pair.after, after: pair.before })}
      >
        <IconArrowsExchange size={17} />
      </ActionIcon>
      {picker('after')}
      <div className={`${classes.tools} no-print`}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={copied ? t('common:actions.copied') : t('bomRevisions:compare.copyLink')}
          onClick={() => copy(`${window.location.origin}${paths.bomCompare(bom.productId, bom.id, pair)}`)}
        >
          {copied ? <IconCheck size={17} /> : <IconLink size={17} />}
        </ActionIcon>
        {pair.before !== pair.after && (
          <Button
            component="a"
            variant="default"
            href={paths.files.bomComparison(pair.before, pair.after)}
            download
            leftSection={<IconFileSpreadsheet size={16} stroke={1.6} aria-hidden />}
          >
            {t('bomRevisions:compare.exportHint')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('common:actions.print')}
        </Button>
      </div>
    </div>
  )
}
