'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { ListedFlashPackage } from '@/server/domains/flashing/queries/list-packages'
import { FlaggedUnits } from './flagged-units'
import { LeftOnDevice } from './left-on-device'
import classes from './package-list.module.css'
import { StandingMark } from './standing-mark'
import { UnitFinder } from './unit-finder'
import { useSettle } from './use-settle'

/** What each factory flashes of a product, which devices are held back, and what is on any one of them. */
export function PackageList({ productId }: { productId: string }) {
  const { t } = useTranslation('flashing')
  const { data } = useSuspenseQuery(useTRPC().flashing.listPackages.queryOptions({ productId }))
  const { settle, dialogs } = useSettle()
  const empty = data.packages.length === 0
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} hint={t('hint')} />
      {empty ? (
        <EmptyState
          title={t(data.owner ? 'list.emptyOwner' : 'list.emptyPartner')}
          action={
            data.owner && (
              <Button component={Link} href={paths.firmware(productId)}>
                {t('list.toFirmware')}
              </Button>
            )
          }
        >
          {data.owner && t('list.emptyOwnerBody')}
        </EmptyState>
      ) : (
        <>
          <LeftOnDevice productId={productId} packages={data.packages} />
          {data.flagged > 0 && <FlaggedUnits productId={productId} count={data.flagged} settle={settle} />}
          <Panel title={t('list.title')} flush>
            <ul className={classes.list}>
              {data.packages.map((each) => (
                <li key={each.id}>
                  <PackageRow productId={productId} found={each} owner={data.owner} />
                </li>
              ))}
            </ul>
          </Panel>
          <UnitFinder productId={productId} settle={settle} />
          {dialogs}
        </>
      )}
    </div>
  )
}

type RowProps = Readonly<{ productId: string; found: ListedFlashPackage; owner: boolean }>

function PackageRow({ productId, found, owner }: RowProps) {
  const { t } = useTranslation(['flashing', 'firmware'])
  const format = useFormat()
  const { line, build, promotion } = found
  return (
    <Link className={classes.row} href={paths.flashPackage(productId, found.id)}>
      <span className={classes.main}>
        <span className={classes.number}>{found.number}</span>
        <span className={classes.name}>
          {format.text(line.name)} {build.version}
        </span>
        <StandingMark standing={found.standing} />
      </span>
      <span className={classes.facts}>
        <span>{t('flashing:list.board', { letter: promotion.boardRevision })}</span>
        <span>{t(`firmware:channel.${promotion.channel}`)}</span>
        {owner && <span>{t('flashing:list.for', { name: format.org(found.factory) })}</span>}
        <span>{found.units === 0 ? t('flashing:list.noUnits') : t('flashing:list.units', { count: found.units })}</span>
        <span>{format.day(found.issuedAt)}</span>
      </span>
    </Link>
  )
}
