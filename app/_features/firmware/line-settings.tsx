'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type {
  FirmwareBrandSide,
  FirmwareChannelView,
  FirmwareLineView,
} from '@/server/domains/firmware/queries/get-line'
import classes from './line-settings.module.css'

type Props = Readonly<{ line: FirmwareLineView; brand: FirmwareBrandSide }>

/** Who approves on each channel, and what builds of this line are held against. */
export function LineSettings({ line, brand }: Props) {
  const { t } = useTranslation('firmware')
  return (
    <div className={classes.pair}>
      <Panel title={t('approvers.title')} flush>
        <ul className={classes.list}>
          {brand.channels.map((channel) => (
            <Approvers key={channel.channel} line={line} brand={brand} channel={channel} />
          ))}
        </ul>
      </Panel>
      <Panel title={t('expected.title')}>
        <Expected line={line} brand={brand} />
      </Panel>
    </div>
  )
}

function Approvers({ line, brand, channel: row }: Props & Readonly<{ channel: FirmwareChannelView }>) {
  const { t } = useTranslation(['firmware', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const save = useMutation(
    trpc.firmware.nameApprovers.mutationOptions({
      onSuccess: () => setChosen(null),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() }),
    }),
  )
  const { channel, version, approvers, needed } = row
  const name = t(`firmware:channel.${channel}`)
  return (
    <li className={classes.channel}>
      <div className={classes.words}>
        <span className={classes.name}>{name}</span>
        {chosen === null && (
          <span className={approvers.length === 0 && needed ? classes.wanted : classes.faint}>
            {approvers.length > 0
              ? approvers.map((person) => format.person(person)).join(', ')
              : t(needed ? 'firmware:approvers.needed' : 'firmware:approvers.none')}
          </span>
        )}
      </div>
      {chosen === null ? (
        line.mayEdit && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('firmware:approvers.nameOf', { channel: name })}
            onClick={() =>
              setChosen(approvers.map(({ id }) => id).filter((id) => brand.people.some((one) => one.id === id)))
            }
          >
            {t('firmware:approvers.name')}
          </Button>
        )
      ) : (
        <div className={classes.people}>
          {brand.people.map((person) => (
            <Checkbox
              key={person.id}
              label={format.person(person)}
              checked={chosen.includes(person.id)}
              onChange={({ currentTarget: { checked } }) =>
                setChosen(checked ? [...chosen, person.id] : chosen.filter((id) => id !== person.id))
              }
            />
          ))}
          <ErrorNotice error={save.error} />
          <div className={classes.acts}>
            <Button
              size="compact-sm"
              loading={save.isPending}
              onClick={() => save.mutate({ lineId: line.id, channel, version, approverIds: [...chosen] })}
            >
              {t('common:actions.save')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setChosen(null)}>
              {t('common:actions.cancel')}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}

function Expected({ line, brand }: Props) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const size = useFileSize()
  const { facts } = brand
  const board = brand.sets.find(({ id }) => id === brand.boardSetId)
  const bom = brand.boms.find(({ id }) => id === brand.bomId)
  const spec = brand.specs.find(({ id }) => id === brand.specId)
  const listed = (texts: readonly string[]) => (texts.length === 0 ? t('expected.nothingReleased') : texts.join(', '))
  const rows: readonly (readonly [string, string])[] = [
    [
      t('expected.board'),
      board ? t('expected.released', { what: board.number, letters: listed(facts.boards ?? []) }) : '',
    ],
    [
      t('expected.bom'),
      bom ? t('expected.released', { what: format.text(bom.name), letters: listed(facts.bom?.letters ?? []) }) : '',
    ],
    [
      t('expected.contract'),
      spec
        ? t('expected.offers', { what: spec.number, version: facts.contract?.inForce ?? t('expected.nothingReleased') })
        : '',
    ],
    [t('expected.chips'), [...line.chips, ...(line.arch === null ? [] : [line.arch])].join(', ')],
    [t('expected.slot'), line.slotBytes === null ? '' : size(line.slotBytes)],
  ]
  return (
    <dl className={classes.facts}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={value === '' ? classes.faint : undefined}>{value === '' ? t('expected.open') : value}</dd>
        </div>
      ))}
    </dl>
  )
}
