import type { TFunction } from 'i18next'
import { Chip } from '@/app/_components/chip'
import type { GridColumn } from '@/app/_components/data-grid'
import type { Format } from '@/app/_lib/format'
import { lossText } from '../loss-text'
import classes from './structure.module.css'
import type { Total } from './types'

type Words = Readonly<{ t: TFunction<['boms']>; format: Format }>
type Key = 'line' | 'manufacturer' | 'description' | 'package' | 'refs' | 'gross' | 'need' | 'order' | 'loss' | 'role'
export type TotalColumn = GridColumn<Total> & { key: Key }

export const totalName = ({ mpn, ipn, name, value }: Total, description: string): string =>
  mpn || ipn || name || description || value

export const describeTotal = ({ description, name }: Total, format: Format): string =>
  (description === null ? '' : format.text(description)) || name

const onlyAsRequired = ({ asRequired, gross }: Total) => asRequired && gross === '0'

/** The columns of the totals, in order. Assemblies are made, not ordered. */
export function totalColumns({ t, format }: Words): TotalColumn[] {
  const column = (
    key: Key,
    width: number,
    text: (row: Total) => string,
    rest: Partial<TotalColumn> = {},
  ): TotalColumn => ({
    key,
    header: t(`boms:structure.column.${key}`),
    width,
    text,
    cell: text,
    ...rest,
  })
  const number = (key: 'gross' | 'need' | 'order') => {
    const shown = (row: Total) => {
      if (key !== 'gross' && (row.role === 'make' || onlyAsRequired(row))) return ''
      return onlyAsRequired(row) ? t('boms:structure.asRequired') : row[key]
    }
    return column(key, 112, shown, {
      numeric: true,
      sort: key,
      cell: (row) => {
        const text = shown(row)
        if (text === '' || onlyAsRequired(row)) return text
        return [format.quantity(text), key === 'gross' ? row.uom : ''].filter(Boolean).join(' ')
      },
    })
  }
  const loss = (row: Total) => (row.lossSource === null ? '' : lossText(t, format, row))
  return [
    column('line', 190, (row) => totalName(row, describeTotal(row, format)), {
      sticky: true,
      sort: 'line',
      cell: (row) => <span className="mono">{totalName(row, describeTotal(row, format))}</span>,
    }),
    column('description', 220, (row) => describeTotal(row, format)),
    column('manufacturer', 120, ({ manufacturer }) => manufacturer),
    column('package', 100, (row) => row.package),
    column('refs', 170, ({ refs }) => refs, {
      cell: ({ refs }) => (
        <span className="mono" title={refs}>
          {refs}
        </span>
      ),
    }),
    number('gross'),
    number('need'),
    number('order'),
    column('loss', 200, loss, {
      cell: (row) => (
        <span title={row.lossSource === null ? undefined : t(`boms:structure.source.${row.lossSource}`)}>
          {loss(row)}
        </span>
      ),
    }),
    column('role', 160, ({ role }) => t(`boms:structure.role.${role}`), {
      cell: (row) => <RoleChip row={row} t={t} />,
    }),
  ]
}

const RoleChip = ({ row, t }: { row: Total; t: Words['t'] }) =>
  row.role === 'buy' ? (
    <span className={classes.dim}>{t('boms:structure.places', { count: row.places })}</span>
  ) : (
    <Chip tone={row.role === 'addition' ? 'accent' : 'muted'}>{t(`boms:structure.role.${row.role}`)}</Chip>
  )

/** One column for a phone: the part, what is built in and what is ordered. */
export const totalCard = ({ t, format }: Words): GridColumn<Total> => ({
  key: 'card',
  header: t('boms:structure.column.line'),
  width: 320,
  text: (row) => [totalName(row, describeTotal(row, format)), row.gross, row.order].join(' '),
  cell: (row) => (
    <span className={classes.card}>
      <span className={classes.cardRow}>
        <span className={`mono ${classes.words}`}>{totalName(row, describeTotal(row, format))}</span>
        <span className="num">
          {onlyAsRequired(row)
            ? t('boms:structure.asRequired')
            : [format.quantity(row.gross), row.uom].filter(Boolean).join(' ')}
        </span>
      </span>
      <span className={`${classes.cardRow} ${classes.dim}`}>
        <span className={classes.words}>{describeTotal(row, format)}</span>
        {row.role !== 'make' && !onlyAsRequired(row) && (
          <span className="num">
            {t('boms:structure.column.order')} {format.quantity(row.order)}
          </span>
        )}
      </span>
    </span>
  ),
})
