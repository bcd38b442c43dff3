'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { Chip } from '@/app/_components/chip'
import { EmptyState } from '@/app/_components/empty-state'
import { LinkButton } from '@/app/_components/link-button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { BomFrame } from '../bom-frame'
import { GridSkeleton } from '../grid-skeleton'
import { Additions } from './additions'
import classes from './mbom.module.css'
import type { Mbom } from './types'

const MbomLines = beside(
  () => import('./mbom-lines').then((module) => module.MbomLines),
  () => <GridSkeleton />,
)

/** A BOM as a factory builds from it. The brand chooses whose view it reads; a factory has its own. */
export function MbomPage({ bomId }: { bomId: string }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const here = usePathname()
  const named = useSearchParams().get('factory')
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const { data: mbom } = useSuspenseQuery(trpc.boms.mbom.queryOptions({ bomId, partnerOrgId: named }))
  const { factories, factory } = mbom
  return (
    <BomFrame bomId={bomId} title={t('mbom.title')}>
      {factory === null ? (
        <EmptyState
          title={t('mbom.noFactoryTitle')}
          action={<LinkButton href={paths.partners(bom.productId)}>{t('mbom.partners')}</LinkButton>}
        >
          {t('mbom.noFactoryBody')}
        </EmptyState>
      ) : (
        <>
          <div className={classes.head}>
            <p className={classes.lead}>{t('mbom.lead', { factory: format.org(factory) })}</p>
            {bom.owns && factories.length > 1 && (
              <NativeSelect
                label={t('mbom.factory')}
                value={factory.orgId}
                data={factories.map((each) => ({ value: each.orgId, label: format.org(each) }))}
                onChange={({ currentTarget: { value } }) =>
                  window.history.replaceState(null, '', `${here}?factory=${value}`)
                }
              />
            )}
            <LinkButton
              variant="default"
              size="sm"
              href={`${paths.bomStructure(bom.productId, bomId)}?view=totals${bom.owns ? `&factory=${factory.orgId}` : ''}&revision=${mbom.revision.id}`}
            >
              {t('mbom.build')}
            </LinkButton>
          </div>
          <Facts mbom={mbom} />
          <div className={classes.additions}>
            <Additions bomId={bomId} mbom={mbom} />
          </div>
          <MbomLines
            key={factory.orgId}
            bomId={bomId}
            name={format.text(bom.name)}
            factoryId={factory.orgId}
            expected={mbom.revision.lineCount}
            editable={mbom.editable}
          />
        </>
      )}
    </BomFrame>
  )
}

/** How the factory's BOM stands to the brand's. */
function Facts({ mbom: { revision, standing } }: { mbom: Mbom }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  return (
    <>
      <div className={classes.facts}>
        <span>{t('mbom.revision', { number: revision.letter ?? revision.number })}</span>
        <Chip tone={revision.state === 'released' ? 'accent' : 'muted'}>
          {t(revision.state === 'released' ? 'mbom.inForce' : 'mbom.newest')}
        </Chip>
        <span className={classes.dim}>
          {standing.same ? t('mbom.same', { lines: format.count(revision.lineCount) }) : t('mbom.differs')}
        </span>
        <span className={classes.dim}>{t('mbom.stated', { count: standing.stated })}</span>
      </div>
      {standing.stale > 0 && <output className={classes.notice}>{t('mbom.stale', { count: standing.stale })}</output>}
      {standing.doubled.length > 0 && (
        <output className={classes.notice}>{t('mbom.doubled', { count: standing.doubled.length })}</output>
      )}
    </>
  )
}
