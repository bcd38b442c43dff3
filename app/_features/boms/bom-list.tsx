'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconUpload } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { RevisionStateMark } from './revisions/revision-state'
import { EmptyState } from '@/app/_components/empty-state'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './bom-list.module.css'
import { Chip } from '@/app/_components/chip'
import { DropZone } from './import/drop-zone'
import { PendingImports } from './import/pending-imports'

/** All BOMs of a product; where there is none, how to bring one. */
export function BomList({ productId }: { productId: string }) {
  const { t } = useTranslation(['boms'])
  const trpc = useTRPC()
  const format = useFormat()
  const { data } = useSuspenseQuery(trpc.boms.listBoms.queryOptions({ productId }))
  if (data.boms.length === 0)
    return data.mayWrite ? (
      <NoBom productId={productId} />
    ) : (
      <EmptyState title={t('empty.title')}>{t('empty.partner')}</EmptyState>
    )
  return (
    <div className={classes.page}>
      {data.mayWrite && (
        <div className={classes.actions}>
          <Button component={Link} href={paths.newImport(productId)} leftSection={<IconUpload size={16} aria-hidden />}>
            {t('new')}
          </Button>
        </div>
      )}
      {data.mayWrite && <PendingImports productId={productId} />}
      <Panel title={t('title')} flush>
        <ul className={classes.list}>
          {data.boms.map((bom) => (
            <li key={bom.id}>
              <Link className={classes.row} href={paths.bom(productId, bom.id)}>
                <span className={classes.name}>
                  {format.text(bom.name)} {bom.archivedAt !== null && <Chip tone="muted">{t('archived')}</Chip>}
                </span>
                <span className={classes.facts}>
                  {t('revision', { number: bom.letter ?? bom.number })} <RevisionStateMark state={bom.state} />
                </span>
                <span className={classes.facts}>
                  {t('lines', { count: bom.lineCount })} · {t('placements', { count: bom.placementCount })}
                </span>
                <span className={classes.facts}>{t('updated', { when: format.day(bom.revisedAt) })}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function NoBom({ productId }: { productId: string }) {
  const { t } = useTranslation(['boms'])
  return (
    <div className={classes.page}>
      <div>
        <h2 className={classes.title}>{t('empty.title')}</h2>
        <p className={classes.hint}>{t('empty.body')}</p>
      </div>
      <DropZone productId={productId} offerSample />
      <PendingImports productId={productId} />
      <div>
        <h3 className={classes.subtitle}>{t('empty.howTo')}</h3>
        <ul className={classes.tips}>
          {(['kicad', 'altium', 'easyeda'] as const).map((tool) => (
            <li key={tool}>{t(`empty.${tool}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}
