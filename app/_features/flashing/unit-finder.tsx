'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { UnitHistory } from '@/server/domains/flashing/queries/units'
import { UnitStanding } from './unit-standing'
import type { Settle } from './use-settle'

/** Exactly what is on one device, by its serial number; the address of the page holds it. */
export function UnitFinder({ productId, settle }: Readonly<{ productId: string; settle: Settle }>) {
  const { t } = useTranslation('flashing')
  const router = useRouter()
  const asked = useSearchParams().get('serial') ?? ''
  const [typed, setTyped] = useState(asked)
  const query = useTRPC().flashing.getUnit.queryOptions({ productId, serial: asked || '-' })
  const { data, error } = useQuery({ ...query, enabled: asked !== '' })
  return (
    <Panel title={t('find.action')}>
      <Stack>
        <Form
          onSubmit={(event) => {
            event.preventDefault()
            if (typed.trim() !== '') router.replace(paths.flashing(productId, typed.trim()), { scroll: false })
          }}
        >
          <Group align="flex-end" gap="sm">
            <TextInput
              label={t('find.label')}
              flex="1 1 200px"
              maw={360}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              {t('find.action')}
            </Button>
          </Group>
        </Form>
        <ErrorNotice error={error} />
        {asked !== '' && data && <History unit={data} settle={data.maySetAside ? settle : null} />}
      </Stack>
    </Panel>
  )
}

type HistoryProps = Readonly<{ unit: UnitHistory; settle: Settle | null }>

function History({ unit: { serial, results, units }, settle }: HistoryProps) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  if (results.length === 0) return <p aria-live="polite">{t('find.none', { serial })}</p>
  return (
    <section aria-live="polite" aria-label={t('find.title', { serial })}>
      {units.map((unit) => (
        <UnitStanding key={unit.resultId} unit={unit} settle={settle} />
      ))}
      <Rows>
        {results.map((result) => (
          <Row
            key={result.id}
            main={
              <>
                {result.line.number} {result.version}
                <Mark tone={result.flagged ? 'stop' : 'good'}>
                  {result.flagged ? result.flags.map((flag) => t(`flag.${flag}`)).join(' · ') : t('outcome.pass')}
                </Mark>
              </>
            }
            faint={[
              result.number,
              t('flagged.at', { station: result.station, time: format.moment(result.at) }),
              ...(result.sha256 === '' ? [] : [t('flagged.readBack', { hash: result.sha256.slice(0, 8) })]),
              result.note,
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </Rows>
    </section>
  )
}
