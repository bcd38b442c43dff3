'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { TextLink } from '@/app/_components/text-link'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FlashPackageView } from '@/server/domains/flashing/queries/get-package'
import classes from './flagged-units.module.css'
import { Why } from './unit-standing'
import { TakeBackButton, useSettle } from './use-settle'

/** Devices of a package that are set aside: by whom, when and why. Nothing where none is. */
export function SetAsidePanel({ found: { id: packageId, productId } }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  const { data, error } = useQuery(useTRPC().flashing.listSetAside.queryOptions({ packageId }))
  const { settle, dialogs } = useSettle()
  const units = data?.units ?? []
  return (
    <>
      <ErrorNotice error={error} />
      {units.length > 0 && (
        <Panel flush title={t('setAside.list', { count: units.length })}>
          <p className={classes.words}>{t('setAside.notReleased')}</p>
          <Rows>
            {units.map(
              ({ serial, setAside }) =>
                setAside && (
                  <Row
                    key={setAside.id}
                    main={
                      <>
                        <TextLink href={paths.flashing(productId, serial)}>{serial}</TextLink>
                        <Why setAside={setAside} />
                      </>
                    }
                    faint={t('setAside.by', {
                      ...{ name: format.person(setAside.setAsideBy), time: format.moment(setAside.setAsideAt) },
                    })}
                    side={
                      data?.maySetAside && <TakeBackButton unit={{ serial, setAsideId: setAside.id }} settle={settle} />
                    }
                  />
                ),
            )}
          </Rows>
          {data?.more && <p className={classes.words}>{t('setAside.more')}</p>}
        </Panel>
      )}
      {dialogs}
    </>
  )
}
