'use client'
import { IconArrowLeft, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './part-view.module.css'

type DialogProps = { today: string; opened: boolean; onClose: () => void }
const RateDialog = onFirstUse<DialogProps>(() => import('./rate-dialog').then((module) => module.RateDialog))

/** The rates prices are reckoned with, each with its day and source. */
export function RatesPage() {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const format = useFormat()
  const { data } = useSuspenseQuery(trpc.parts.listExchangeRates.queryOptions())
  const [adding, setAdding] = useState(false)
  const add = data.may.write ? (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setAdding(true)}>
      {t('rates.add')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHeader
        above={
          <Link className={classes.back} href={paths.parts()}>
            <IconArrowLeft size={15} aria-hidden /> {t('part.back')}
          </Link>
        }
        title={t('rates.title')}
        hint={t('rates.hint')}
        actions={data.rates.length > 0 ? add : undefined}
      />
      {data.rates.length === 0 ? (
        <EmptyState title={t('rates.empty')} action={add}>
          {t('rates.emptyBody')}
        </EmptyState>
      ) : (
        <Panel flush>
          <Rows>
            {data.rates.map(({ id, base, quote, rate, day, source, ...person }) => (
              <Row
                key={id}
                main={t('rates.line', { base, quote, rate })}
                faint={t('rates.by', { day, source, person: format.person(person) })}
              />
            ))}
          </Rows>
        </Panel>
      )}
      <RateDialog today={data.today} opened={adding} onClose={() => setAdding(false)} />
    </>
  )
}
