'use client'
import { useClipboard } from '@mantine/hooks'
import { IconArrowLeft, IconArrowsExchange, IconCheck, IconLink, IconPrinter } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Spec } from '../types'
import classes from './compare-page.module.css'
import { CompareSkeleton } from './compare-skeleton'
import { pairOf, type Pair } from './pair'

const Compared = beside<Readonly<{ spec: Spec; pair: Pair }>>(
  () => import('./compared').then((module) => module.Compared),
  () => <CompareSkeleton />,
)

/** Two revisions of a document against each other, at an address that can be passed on. */
export function ComparePage({ specId }: { specId: string }) {
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const search = useSearchParams()
  const { data: spec } = useSuspenseQuery(trpc.specs.getSpec.queryOptions({ specId }))
  const pair = pairOf(spec, { before: search.get('before'), after: search.get('after') })
  const choose = (next: Pair) => window.history.replaceState(null, '', paths.specCompare(spec.productId, specId, next))
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Button
          className="no-print"
          component={Link}
          href={paths.spec(spec.productId, specId)}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
        >
          {t('compare.back')}
        </Button>
        <h1 className={classes.title}>{t('compare.title')}</h1>
        <p className={classes.document}>
          <span className="mono">{spec.number}</span> {format.text(spec.name)}
        </p>
      </header>
      {pair === null ? (
        <EmptyState title={t('compare.onlyOne')} />
      ) : (
        <>
          <Revisions spec={spec} pair={pair} onChoose={choose} />
          {pair.before === pair.after ? <EmptyState title={t('compare.same')} /> : <Compared spec={spec} pair={pair} />}
        </>
      )}
    </div>
  )
}

function Revisions({ spec, pair, onChoose }: { spec: Spec; pair: Pair; onChoose: (pair: Pair) => void }) {
  const { t } = useTranslation(['specs', 'common'])
  const revisions = spec.revisions.map(({ id, number, letter, state }) => ({
    value: id,
    label: t('doc.workingOption', { number: letter ?? number, state: t(`state.${state}`) }),
  }))
  const picker = (side: keyof Pair) => (
    <NativeSelect
      label={t(`compare.${side}`)}
      className={classes.picker}
      data={revisions}
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
        aria-label={t('compare.swap')}
        onClick={() => onChoose({ before: pair.after, after: pair.before })}
      >
        <IconArrowsExchange size={17} />
      </ActionIcon>
      {picker('after')}
      <div className={`${classes.tools} no-print`}>
        <CopyLink path={paths.specCompare(spec.productId, spec.id, pair)} />
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

function CopyLink({ path }: { path: string }) {
  const { t } = useTranslation(['specs', 'common'])
  const { copied, copy } = useClipboard()
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={copied ? t('common:actions.copied') : t('compare.copyLink')}
      onClick={() => copy(`${window.location.origin}${path}`)}
    >
      {copied ? <IconCheck size={17} /> : <IconLink size={17} />}
    </ActionIcon>
  )
}
