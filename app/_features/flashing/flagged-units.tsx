'use client'
import { useQuery } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { TextLink } from '@/app/_components/text-link'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './flagged-units.module.css'
import { SetAsideButton, type Settle } from './use-settle'
import type { FlaggedUnit } from '@/server/domains/flashing/queries/units'
import { stopping } from '@/server/domains/flashing/rules/judgement'

type Props = Readonly<{ productId: string; count: number; settle: Settle }>

/** Devices that must not be built in or shipped, each with why and what to do. */
export function FlaggedUnits({ productId, count, settle }: Props) {
  const { t } = useTranslation('flashing')
  const { data, error } = useQuery(useTRPC().flashing.listFlaggedUnits.queryOptions({ productId }))
  return (
    <Panel flush title={t('flagged.title', { count })}>
      <p className={classes.words}>{t('flagged.body')}</p>
      <ErrorNotice error={error} />
      <Rows>
        {(data?.units ?? []).map((unit) => (
          <UnitRow key={unit.resultId} productId={productId} unit={unit} settle={data?.maySetAside ? settle : null} />
        ))}
      </Rows>
      {data?.more && <p className={classes.words}>{t('flagged.more')}</p>}
    </Panel>
  )
}

type RowProps = Readonly<{ productId: string; unit: FlaggedUnit; settle: Settle | null }>

function UnitRow({ productId, unit, settle }: RowProps) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  const why = unit.flags.filter((flag) => stopping.includes(flag))
  const facts = [
    t('flagged.at', { station: unit.station, time: format.moment(unit.at) }),
    ...(unit.sha256 === '' ? [] : [t('flagged.readBack', { hash: unit.sha256.slice(0, 8) })]),
    unit.note,
  ]
  return (
    <Row
      icon={<IconAlertTriangle size={18} stroke={1.8} className={classes.stop} aria-hidden />}
      main={
        <>
          <TextLink href={paths.flashing(productId, unit.serial)}>{unit.serial}</TextLink>
          <strong>{why.map((flag) => t(`flag.${flag}`)).join(' · ')}</strong>
        </>
      }
      faint={
        <>
          <TextLink href={paths.flashPackage(productId, unit.packageId)}>{unit.number}</TextLink> ·{' '}
          {facts.filter(Boolean).join(' · ')}
        </>
      }
      side={settle && <SetAsideButton unit={unit} settle={settle} />}
    />
  )
}
