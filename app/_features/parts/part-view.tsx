'use client'
import { IconAlertTriangle, IconArrowLeft, IconDots } from '@tabler/icons-react'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Alert } from '@/app/_components/ui/alert'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { PartView as Part } from '@/server/domains/parts/queries/get-part'
import { Facts } from './facts'
import { LifecycleChip } from './lifecycle-chip'
import { Offers } from './offers'
import { PartHistory } from './part-history'
import { Sources } from './sources'
import { usePartChanged } from './use-part-changed'
import classes from './part-view.module.css'

type EditProps = { part: Part; opened: boolean; onClose: () => void }
const EditPartDialog = onFirstUse<EditProps>(() => import('./part-dialog').then((module) => module.EditPartDialog))

/** One part of the library: what it is, what may be bought for it, where and at which price, and what was done to it. */
export function PartView({ partId }: { partId: string }) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const { data: part } = useSuspenseQuery(trpc.parts.getPart.queryOptions({ partId }))
  const [editing, setEditing] = useState(false)
  const changed = usePartChanged()
  const archive = useMutation(trpc.parts.archivePart.mutationOptions({ onSuccess: changed }))
  const restore = useMutation(trpc.parts.restorePart.mutationOptions({ onSuccess: changed }))
  const { id, version, archivedAt, may } = part
  const open = may.write && archivedAt === null
  return (
    <>
      <PageHeader
        above={
          <Link className={classes.back} href={paths.parts()}>
            <IconArrowLeft size={15} aria-hidden /> {t('part.back')}
          </Link>
        }
        title={
          <span className={classes.title}>
            {part.number} <LifecycleChip lifecycle={part.standing.lifecycle} />
            {archivedAt !== null && <Chip tone="muted">{t('list.archived')}</Chip>}
          </span>
        }
        hint={<BilingualWords text={part.name} both />}
        actions={
          may.write ? (
            <>
              {archivedAt === null ? (
                <Button variant="default" onClick={() => setEditing(true)}>
                  {t('part.edit')}
                </Button>
              ) : (
                <Button loading={restore.isPending} onClick={() => restore.mutate({ partId: id, version })}>
                  {t('part.restore')}
                </Button>
              )}
              {archivedAt === null && (
                <ActionMenu
                  trigger={
                    <ActionIcon
                      variant="default"
                      size={36}
                      className={classes.menu}
                      aria-label={t('part.actions', { number: part.number })}
                    >
                      <IconDots size={18} />
                    </ActionIcon>
                  }
                  entries={[
                    { label: t('part.archive'), onClick: () => archive.mutate({ partId: id, version }), tall: true },
                  ]}
                />
              )}
            </>
          ) : undefined
        }
      />
      <div className={classes.page}>
        <ErrorNotice error={archive.error ?? restore.error} />
        {archivedAt !== null && <Alert>{t('part.archivedNotice')}</Alert>}
        <Care part={part} />
        <div className={classes.columns}>
          <div className={classes.main}>
            <Sources part={part} open={open} />
            <Offers part={part} open={open} />
          </div>
          <div className={classes.side}>
            <Facts part={part} />
            <PartHistory partId={id} />
          </div>
        </div>
      </div>
      <EditPartDialog part={part} opened={editing} onClose={() => setEditing(false)} />
    </>
  )
}

/** What the maker announced, with the last day of orders. */
function Care({ part }: { part: Part }) {
  const { t } = useTranslation('parts')
  const { lifecycle, lastTimeBuy } = part.standing
  if (lifecycle === 'unknown' || lifecycle === 'active') return null
  const over = lastTimeBuy !== null && lastTimeBuy < part.day
  return (
    <Alert
      role="note"
      variant="light"
      color={lifecycle === 'nrnd' ? 'yellow' : 'red'}
      icon={<IconAlertTriangle size={18} stroke={1.6} />}
      title={t(`lifecycle.${lifecycle}`)}
    >
      {t(`part.banner.${lifecycle}`)}{' '}
      {lastTimeBuy !== null && t(over ? 'part.lastTimeBuyOver' : 'part.lastTimeBuy', { day: lastTimeBuy })}
    </Alert>
  )
}
