'use client'
import { useClipboard } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconChevronDown, IconChevronUp, IconLink } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { ActionIcon } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat, type Format } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { CanonicalField } from '@/server/domains/boms/importing/fields'
import { Chip } from '@/app/_components/chip'
import { Description } from './columns'
import classes from './line-panel.module.css'
import { lineLabel, priceText } from './line-text'
import { SidePanel } from '@/app/_components/side-panel'
import type { Placing } from './editing/line-editor'
import { LineTools } from './editing/line-tools'
import type { Line, LineDetail } from './types'

const LineStructure = beside(
  () => import('./line-structure').then((module) => module.LineStructure),
  () => <Skeleton height={48} />,
)
const LineWork = beside(
  () => import('./match/line-work').then((module) => module.LineWork),
  () => <Skeleton height={80} />,
)
const LineSubstitutes = beside<{ line: LineDetail }>(
  () => import('../changes/substitutions/line-substitutes').then((module) => module.LineSubstitutes),
  () => <Skeleton height={60} />,
)
const LineEditor = beside(
  () => import('./editing/line-editor').then((module) => module.LineEditor),
  () => <Waiting />,
)

type Props = Readonly<{
  lineId: string
  /** What is known from the grid while the rest is on its way. */
  known?: Line
  fileName: string | null
  link: string
  onClose: () => void
  onStep: (by: 1 | -1) => void
  /** Set where the reader may edit the line. */
  draft: LineDraft | null
  /** Questions about the line. */
  questionsOf: (line: Readonly<{ id: string; label: string }>) => ReactNode
}>

/** The revision that is edited, and what is done with the line that is open. */
export type LineDraft = Readonly<{
  productId: string
  revisionId: string
  seesPrices: boolean
  neighbours: Readonly<{ before: string | null; behind: string | null }>
  onAdd: (place: Placing) => void
  onGone: () => void
}>

/** Everything about one line: what was read beside what the file says, and what is asked about it. */
export function LinePanel({ lineId, known, fileName, link, onClose, onStep, draft, questionsOf }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const clipboard = useClipboard()
  const line = useQuery(trpc.boms.getLine.queryOptions({ lineId }, { staleTime: Infinity }))
  const shown = line.data ?? known
  const [editing, setEditing] = useState<string | null>(null)
  return (
    <SidePanel
      label={shown ? t('line.title', { position: shown.position }) : t('common:state.loading')}
      title={shown ? shown.refs || shown.mpn || shown.name || t('line.title', { position: shown.position }) : ' '}
      closeLabel={t('line.close')}
      onClose={onClose}
      tools={
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('line.previous')}
            onClick={() => onStep(-1)}
          >
            <IconChevronUp size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('line.next')} onClick={() => onStep(1)}>
            <IconChevronDown size={18} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color={clipboard.copied ? 'celadon' : 'gray'}
            size={36}
            aria-label={clipboard.copied ? t('common:actions.copied') : t('line.copyLink')}
            onClick={() => clipboard.copy(link)}
          >
            <IconLink size={18} />
          </ActionIcon>
        </>
      }
    >
      <ErrorNotice error={line.error} onRetry={() => void line.refetch()} />
      {draft !== null && line.data && editing === lineId ? (
        <LineEditor
          key={lineId}
          productId={draft.productId}
          revisionId={draft.revisionId}
          seesPrices={draft.seesPrices}
          line={line.data}
          onDone={() => setEditing(null)}
        />
      ) : (
        <>
          {draft !== null && line.data && (
            <LineTools
              revisionId={draft.revisionId}
              line={line.data}
              neighbours={draft.neighbours}
              onEdit={() => setEditing(lineId)}
              onAdd={draft.onAdd}
              onGone={draft.onGone}
            />
          )}
          {line.data ? <Facts line={line.data} /> : !line.error && <Waiting />}
          {line.data && <LineStructure line={line.data} editable={draft !== null} />}
          {line.data && <LineWork line={line.data} />}
          {line.data && <LineSubstitutes line={line.data} />}
        </>
      )}
      {shown && (
        <section className={classes.section}>
          <h3>{t('line.thread')}</h3>
          {questionsOf({ id: lineId, label: lineLabel(shown) })}
        </section>
      )}
      {line.data && <Sources line={line.data} fileName={fileName} />}
    </SidePanel>
  )
}

const Waiting = () => (
  <div aria-hidden className={classes.waiting}>
    {Array.from({ length: 9 }, (_, index) => (
      <Skeleton key={index} height={14} width={`${55 + ((index * 17) % 40)}%`} />
    ))}
  </div>
)

type Fact = readonly [label: string, value: ReactNode]

function Facts({ line }: { line: LineDetail }) {
  const { t } = useTranslation(['boms', 'bomImport', 'bomRevisions', 'common'])
  const format = useFormat()
  const fieldName = (field: CanonicalField) => t(`bomImport:field.${field}`)
  const facts = factsOf(line, format, {
    column: (key) => t(`boms:column.${key}`),
    field: fieldName,
    asRequired: t('boms:grid.asRequired'),
    footprint: t('boms:line.footprint'),
    description: <Description line={line} words={{ t, format, questions: {} }} />,
  })
  return (
    <>
      {(line.dnp || line.excludeFromBom || line.usage !== 'normal' || line.suppliedBy === 'brand') && (
        <div className={classes.chips}>
          {line.dnp && <Chip tone="amber">{t('boms:chip.dnp')}</Chip>}
          {line.excludeFromBom && <Chip tone="muted">{t('boms:chip.excluded')}</Chip>}
          {line.usage !== 'normal' && <Chip tone="muted">{t(`bomRevisions:usage.${line.usage}`)}</Chip>}
          {line.suppliedBy === 'brand' && <Chip tone="accent">{t('bomRevisions:suppliedBy.brand')}</Chip>}
        </div>
      )}
      <section className={classes.section}>
        <h3>{t('boms:line.facts')}</h3>
        <dl className={classes.facts}>
          {facts.map(([label, value], at) => (
            <div key={`${at} ${label}`}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

/** Where the facts come from: every reference, what the import remarked, the cells of the file. */
function Sources({ line, fileName }: { line: LineDetail; fileName: string | null }) {
  const { t, i18n } = useTranslation(['boms', 'bomImport', 'bomRevisions', 'common'])
  const format = useFormat()
  const partlyPlaced = line.references.some(({ dnp }) => dnp) && !line.dnp
  return (
    <>
      {line.references.length > 1 && (
        <section className={classes.section}>
          <h3>
            {t('boms:line.references')} <span className={classes.dim}>{format.count(line.references.length)}</span>
          </h3>
          <p className={`mono ${classes.refs}`}>
            {line.references.map(({ ref, dnp }) => (
              <span
                key={ref}
                className={dnp && partlyPlaced ? classes.struck : undefined}
                title={dnp && partlyPlaced ? t('boms:line.notPlaced') : undefined}
              >
                {ref}
              </span>
            ))}
          </p>
        </section>
      )}
      {line.waivers.length > 0 && (
        <section className={classes.section}>
          <h3>{t('bomRevisions:release.allWaived')}</h3>
          <ul className={classes.list}>
            {line.waivers.map(({ check, reason }) => (
              <li key={check}>
                {t(`bomRevisions:check.${check}`)}: <BilingualWords text={reason} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {line.flags.length > 0 && (
        <section className={classes.section}>
          <h3>{t('boms:line.remarks')}</h3>
          <ul className={classes.list}>
            {line.flags.map((code) => (
              <li key={code}>
                {i18n.exists(`boms:flag.${code}`) ? t(`boms:flag.${code}` as 'boms:flag.BOM-W094') : code}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={classes.section}>
        <h3>
          {t('boms:line.raw')}
          {line.sourceRow !== null && fileName !== null && (
            <span className={classes.dim}> {t('boms:line.row', { row: line.sourceRow, file: fileName })}</span>
          )}
        </h3>
        <table className={classes.raw}>
          <thead>
            <tr>
              <th scope="col">{t('boms:line.column')}</th>
              <th scope="col">{t('boms:line.cell')}</th>
              <th scope="col">{t('boms:line.field')}</th>
            </tr>
          </thead>
          <tbody>
            {line.columns.map(({ letter, header, field }) => (
              <tr key={letter}>
                <th scope="row">
                  <span className={classes.dim}>{letter}</span> {header}
                </th>
                <td className="mono">{line.raw[letter]}</td>
                <td className={classes.dim}>
                  {field !== null && field !== 'ignore' ? t(`bomImport:field.${field}`) : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {line.pricesWithheld && <p className={classes.dim}>{t('boms:line.pricesWithheld')}</p>}
      </section>
    </>
  )
}

type FactWords = Readonly<{
  column: (
    key:
      | 'refs'
      | 'quantity'
      | 'value'
      | 'mpn'
      | 'manufacturer'
      | 'description'
      | 'package'
      | 'ipn'
      | 'section'
      | 'note'
      | 'price'
      | 'supplierPart',
  ) => string
  field: (field: CanonicalField) => string
  asRequired: string
  footprint: string
  description: ReactNode
}>

/** The parsed values that are not blank, in the order people ask for them. */
function factsOf(line: LineDetail, format: Format, words: FactWords): Fact[] {
  const { column, field } = words
  const quantity =
    line.quantity === null
      ? line.dnp
        ? ''
        : words.asRequired
      : [format.quantity(line.quantity), line.uom].filter(Boolean).join(' ')
  const description = line.description.en || line.description.zh
  const all: readonly (readonly [string, ReactNode, boolean])[] = [
    [column('quantity'), quantity, quantity !== ''],
    [column('value'), line.value, line.value !== ''],
    [
      column('mpn'),
      <span key="mpn" className="mono">
        {line.mpn}
      </span>,
      line.mpn !== '',
    ],
    [column('manufacturer'), line.manufacturer, line.manufacturer !== ''],
    [field('name'), line.name, line.name !== ''],
    [column('description'), words.description, description !== ''],
    [column('package'), line.package, line.package !== ''],
    [words.footprint, line.footprint, line.footprint !== '' && line.footprint !== line.package],
    [
      column('ipn'),
      <span key="ipn" className="mono">
        {line.ipn}
      </span>,
      line.ipn !== '',
    ],
    [field('cpn'), line.cpn, line.cpn !== ''],
    [
      column('supplierPart'),
      [line.supplier, line.supplierPart].filter(Boolean).join(' '),
      line.supplier + line.supplierPart !== '',
    ],
    ...(['tolerance', 'voltage', 'power', 'current', 'dielectric'] as const).map(
      (key) => [field(key), line.attributes[key] ?? '', Boolean(line.attributes[key])] as const,
    ),
    [column('section'), line.section, line.section !== ''],
    [column('price'), priceText(line.unitPriceMicros, line.unitPriceCurrency), line.unitPriceMicros !== null],
    [column('note'), line.note, line.note !== ''],
    ...Object.entries(line.extra).map(([key, cell]) => [key, cell, cell !== ''] as const),
  ]
  return all.flatMap(([label, value, filled]) => (filled ? [[label, value] as const] : []))
}
