'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { CostCurrency } from '@/server/domains/boms/rules/cost-choices'
import { readQuantity, type Build } from '../build'
import type { Bom } from '../types'
import classes from './cost.module.css'
import { amountText, moneyText } from './cost-text'

const usual = ['100', '1000', '5000']
const most = 6

/** The same build at several quantities, side by side. */
export function CostQuantities({ build, currency }: Readonly<{ bom: Bom; build: Build; currency: CostCurrency }>) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const [quantities, setQuantities] = useState<readonly string[]>(usual)
  const { revisionId, variant } = build
  const { data, error, refetch } = useQuery(
    trpc.boms.costAtQuantities.queryOptions(
      { revisionId, variant, currency, quantities: [...quantities] },
      { placeholderData: keepPreviousData },
    ),
  )
  const facts = [
    [t('cost.several.total'), (at: At) => moneyText(at.summary.totalMicros, at.currency)],
    [t('cost.several.unit'), (at: At) => amountText(at.unitMicros)],
    [t('cost.several.excess'), (at: At) => amountText(at.summary.excessMicros)],
    [
      t('cost.several.coverage'),
      ({ summary }: At) => t('cost.coverageOf', { priced: summary.pricedCount, count: summary.partCount }),
    ],
  ] as const
  type At = NonNullable<typeof data>[number]
  return (
    <Panel title={t('cost.several.title')} flush>
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('cost.several.quantity')}</th>
                {data.map(({ quantity }) => (
                  <th key={quantity} scope="col" className={classes.number}>
                    {format.quantity(quantity)}
                    {data.length > 1 && (
                      <ActionIcon
                        className="no-print"
                        variant="subtle"
                        color="gray"
                        size={24}
                        aria-label={t('cost.several.remove', { quantity })}
                        onClick={() => setQuantities(quantities.filter((each) => each !== quantity))}
                      >
                        <IconX size={13} />
                      </ActionIcon>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {facts.map(([label, text]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {data.map((at) => (
                    <td key={at.quantity} className={classes.number}>
                      {text(at)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Skeleton height={150} />
      )}
      {quantities.length < most && (
        <AddQuantity
          onAdd={(quantity) =>
            setQuantities([...new Set([...quantities, quantity])].toSorted((a, b) => Number(a) - Number(b)))
          }
        />
      )}
    </Panel>
  )
}

function AddQuantity({ onAdd }: Readonly<{ onAdd: (quantity: string) => void }>) {
  const { t } = useTranslation('boms')
  const [typed, setTyped] = useState('')
  const read = readQuantity(typed)
  return (
    <Form
      className={`${classes.foot} ${classes.adder} no-print`}
      onSubmit={(event) => {
        event.preventDefault()
        if (read === null) return
        onAdd(read)
        setTyped('')
      }}
    >
      <TextInput
        size="sm"
        w={160}
        label={t('cost.several.add')}
        inputMode="numeric"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="sm" disabled={read === null}>
        {t('cost.several.addAction')}
      </Button>
    </Form>
  )
}
