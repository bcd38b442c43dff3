'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignSetSummary } from '@/server/domains/designFiles/queries/list-sets'
import classes from './design-list.module.css'
import type { NameDialogProps } from './name-dialog'
import { StateBadge } from './state-badge'

const NameDialog = onFirstUse<NameDialogProps>(() => import('./name-dialog').then((module) => module.NameDialog))

/** The design sets of a product; where there is none, how to begin one. */
export function DesignList({ productId }: { productId: string }) {
  const { t } = useTranslation('designFiles')
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.designFiles.listSets.queryOptions({ productId }))
  const [creating, setCreating] = useState(false)
  const create = (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setCreating(true)}>
      {t('list.new')}
    </Button>
  )
  return (
    <div className={classes.page}>
      {data.sets.length === 0 ? (
        <EmptyState title={t('list.emptyTitle')} action={data.mayEdit ? create : undefined}>
          {t(data.owner ? 'list.emptyBody' : 'list.emptyPartner')}
        </EmptyState>
      ) : (
        <>
          {data.mayEdit && <div className={classes.actions}>{create}</div>}
          <Panel title={t('title')} flush>
            <ul className={classes.list}>
              {data.sets.map((set) => (
                <li key={set.id}>
                  <SetRow productId={productId} set={set} />
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
      {data.mayEdit && <NameDialog productId={productId} opened={creating} onClose={() => setCreating(false)} />}
    </div>
  )
}

function SetRow({ productId, set }: { productId: string; set: DesignSetSummary }) {
  const { t } = useTranslation('designFiles')
  const format = useFormat()
  const size = useFileSize()
  const { current, released, files, bytes } = set
  return (
    <Link className={classes.row} href={paths.design(productId, set.id)}>
      <span className={classes.main}>
        <span className={classes.number}>{set.number}</span>
        <span className={classes.name}>{format.text(set.name)}</span>
      </span>
      <span className={classes.state}>
        {t('revision.name', { number: current.letter ?? current.number })} <StateBadge state={current.state} />
      </span>
      <span className={classes.facts}>
        <span>{files === 0 ? t('list.noFiles') : t('list.files', { count: files, size: size(bytes) })}</span>
        <span>
          {released?.letter && released.releasedAt
            ? t('list.released', { letter: released.letter, day: format.day(released.releasedAt) })
            : t('list.neverReleased')}
        </span>
      </span>
    </Link>
  )
}
