'use client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { useFormat } from '@/app/_lib/format'
import type { PartView } from '@/server/domains/parts/queries/get-part'
import { partKinds } from '@/server/domains/parts/rules/limits'
import { searchable } from '@/server/kernel/bilingual'
import classes from './part-view.module.css'

/** What is known of a part; what nobody filled in is left out. */
export function Facts({ part }: { part: PartView }) {
  const { t } = useTranslation('parts')
  const format = useFormat()
  const kind = partKinds.find((each) => each === part.kind) ?? ''
  const rows: (readonly [string, ReactNode])[] = [
    [t('sheet.column.kind'), kind === '' ? null : t(`kind.${kind}`)],
    [t('sheet.column.value'), part.value],
    [t('sheet.column.package'), part.package],
    [t('sheet.column.uom'), part.uom],
    [t('sheet.column.lifecycle'), part.lifecycle === 'unknown' ? null : t(`lifecycle.${part.lifecycle}`)],
    [t('sheet.column.lastTimeBuy'), part.lastTimeBuy],
    [t('sheet.column.msl'), part.msl],
    [t('sheet.column.rohs'), part.rohs === 'unknown' ? null : t(`compliance.${part.rohs}`)],
    [t('sheet.column.reach'), part.reach === 'unknown' ? null : t(`compliance.${part.reach}`)],
    [
      t('sheet.column.datasheet'),
      part.datasheet === '' ? null : (
        <TextLink key="datasheet" href={part.datasheet}>
          {t('part.open')}
        </TextLink>
      ),
    ],
    [
      t('sheet.column.attritionPct'),
      part.attritionPct === null && part.attritionExtra === null
        ? null
        : t('part.attrition', {
            pct: format.quantity(part.attritionPct ?? '0'),
            extra: format.quantity(part.attritionExtra ?? '0'),
          }),
    ],
    [t('sheet.column.note'), part.note],
  ]
  const known = rows.filter(([, value]) => value !== null && value !== '')
  return (
    <Panel title={t('part.facts')}>
      {searchable(part.description) !== '' && (
        <p>
          <BilingualWords text={part.description} both />
        </p>
      )}
      {known.length === 0 ? (
        <span>{t('part.none')}</span>
      ) : (
        <dl className={classes.facts}>
          {known.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  )
}
