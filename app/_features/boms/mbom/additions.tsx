'use client'
import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { lossText } from '../loss-text'
import classes from './mbom.module.css'
import type { Addition, Mbom } from './types'

const AdditionDialog = lazy(async () => ({ default: (await import('./addition-dialog')).AdditionDialog }))
const RemoveAdditionDialog = lazy(async () => ({ default: (await import('./addition-dialog')).RemoveAdditionDialog }))

/** What a factory adds to build the device. The factory writes it, the brand reads it. */
export function Additions({ bomId, mbom }: { bomId: string; mbom: Mbom }) {
  const { t } = useTranslation('boms')
  const [changing, setChanging] = useState<Addition | 'new' | null>(null)
  const [removing, setRemoving] = useState<Addition | null>(null)
  const { additions, editable, standing } = mbom
  return (
    <Panel
      flush
      title={t('mbom.additions')}
      actions={
        editable && (
          <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setChanging('new')}>
            {t('mbom.add')}
          </Button>
        )
      }
    >
      {additions.length === 0 ? (
        <p className={classes.none}>{t(editable ? 'mbom.noneAddedBody' : 'mbom.noneAddedRead')}</p>
      ) : (
        <Rows>
          {additions.map((addition) => (
            <Row
              key={addition.id}
              main={
                <>
                  <BilingualWords text={addition.name} /> <Chip tone="muted">{t(`mbom.kind.${addition.kind}`)}</Chip>
                </>
              }
              faint={<Facts addition={addition} doubled={standing.doubled.includes(addition.id)} />}
              side={
                editable && (
                  <Group gap="xs">
                    <Button size="compact-sm" variant="default" onClick={() => setChanging(addition)}>
                      {t('mbom.edit')}
                    </Button>
                    <Button size="compact-sm" variant="subtle" color="red" onClick={() => setRemoving(addition)}>
                      {t('mbom.remove')}
                    </Button>
                  </Group>
                )
              }
            />
          ))}
        </Rows>
      )}
      <Suspense>
        {changing !== null && (
          <AdditionDialog
            bomId={bomId}
            addition={changing === 'new' ? null : changing}
            onClose={() => setChanging(null)}
          />
        )}
        {removing !== null && <RemoveAdditionDialog addition={removing} onClose={() => setRemoving(null)} />}
      </Suspense>
    </Panel>
  )
}

function Facts({ addition, doubled }: { addition: Addition; doubled: boolean }) {
  const { t } = useTranslation(['boms'])
  const format = useFormat()
  const { number, quantity, uom, attritionPct, attritionExtra, packMultiple, note } = addition
  return (
    <>
      {[
        number,
        t('mbom.perUnit', { quantity: format.quantity(quantity), uom }),
        lossText(t, format, { pct: attritionPct, extra: attritionExtra }),
        packMultiple === null ? '' : `${t('mbom.column.pack')} ${format.quantity(packMultiple)}`,
        note,
      ]
        .filter(Boolean)
        .join(' · ')}{' '}
      {doubled && <Chip tone="amber">{t('mbom.doubled', { count: 1 })}</Chip>}
    </>
  )
}
