'use client'
import { useMediaQuery } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { DataGrid, type GridColumn } from '@/app/_components/data-grid'
import { ErrorNotice } from '@/app/_components/error-notice'
import { tsvRow } from '@/app/_components/grid-keys'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { paths } from '@/app/_lib/paths'
import { useTRPCClient } from '@/app/_lib/trpc'
import { neutralised } from '@/server/kernel/csv'
import gridClasses from '../bom-grid.module.css'
import { lineLabel } from '../line-text'
import type { Bom, Line } from '../types'
import { useWindows } from '../use-windows'
import type { Variant } from './types'
import { mostAtOnce, useFitting } from './use-fitting'
import classes from './variants.module.css'

type Props = Readonly<{
  bom: Bom
  revision: Bom['revisions'][number]
  variants: readonly Variant[]
  editable: boolean
}>

const rowHeights = { desk: 32, phone: 48 }
const copied = 5_000

/** Lines by variants: which line is fitted in which. A cell is changed by a click or by Space. */
export function VariantMatrix({ bom, revision, variants, editable }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const client = useTRPCClient()
  const router = useRouter()
  const phone = useMediaQuery('(max-width: 48em)') === true
  const [search, setSearch] = useState('')
  const [varying, setVarying] = useState(false)
  const filter = useDeferredValue(
    useMemo(() => ({ search: search.trim(), ...(varying && { varying }) }), [search, varying]),
  )
  const input = { revisionId: revision.id, filter }
  const windows = useWindows({
    list: [['boms', 'lines'], input],
    expected: revision.lineCount,
    load: (offset, limit) => client.boms.lines.query({ ...input, offset, limit }),
  })
  const fitting = useFitting(revision.id)
  const { current } = fitting
  const rowAt = (index: number): Line | undefined => {
    const line = windows.rowAt(index)
    return line && current(line)
  }
  const columns = useMemo((): GridColumn<Line>[] => {
    const isFitted = (line: Line, code: string) => !line.dnp && !line.notFitted.includes(code)
    const words = (line: Line, code: string) =>
      line.dnp ? t('boms:chip.dnp') : t(isFitted(line, code) ? 'boms:variants.fitted' : 'boms:variants.notFitted')
    return [
      {
        key: 'line',
        header: t('boms:column.refs'),
        width: phone ? 140 : 220,
        sticky: true,
        cell: (line) => <span title={lineLabel(line)}>{lineLabel(line)}</span>,
        text: lineLabel,
      },
      ...(phone
        ? []
        : [
            {
              key: 'value',
              header: t('boms:column.value'),
              width: 120,
              cell: ({ value }: Line) => value,
              text: ({ value }: Line) => value,
            },
          ]),
      ...variants.map(({ code }) => ({
        key: `variant ${code}`,
        header: code,
        width: phone ? 110 : 130,
        cell: (line: Line) => (
          <span className={isFitted(line, code) ? classes.fitted : classes.left}>{words(line, code)}</span>
        ),
        text: (line: Line) => words(line, code),
      })),
    ]
  }, [t, phone, variants])
  const codeAt = (column: number): string | undefined => {
    const { key = '' } = columns[column] ?? {}
    return key.startsWith('variant ') ? key.slice('variant '.length) : undefined
  }
  const press = (index: number, column: number): boolean => {
    const [line, code] = [rowAt(index), codeAt(column)]
    if (!line || code === undefined || !editable || line.dnp || fitting.pending) return false
    fitting.flip(line, code)
    return true
  }
  const copyAll = async () => {
    const lines: Line[] = []
    for (let offset = 0; offset < Math.min(windows.total, copied); offset += 200) {
      lines.push(...(await client.boms.lines.query({ ...input, offset, limit: 200 })).lines)
    }
    const table = [columns.map(({ header }) => header), ...lines.map((line) => columns.map(({ text }) => text(line)))]
    await navigator.clipboard.writeText(table.map((cells) => tsvRow(cells.map(neutralised))).join('\n'))
    notify({ message: t('boms:structure.copied', { count: lines.length }), autoClose: 1_500 })
  }
  const marks = (fitted: boolean) =>
    variants.map(({ code }) => ({
      label: t(fitted ? 'boms:variants.fitAll' : 'boms:variants.unfitAll', { code }),
      tall: true,
      onClick: () => void fitting.markAll(filter, windows.total, code, fitted),
    }))
  return (
    <section className={gridClasses.whole} aria-label={t('boms:variants.matrix')}>
      <div className={`${classes.bar} no-print`}>
        <TextInput
          type="search"
          aria-label={t('boms:variants.search')}
          placeholder={t('boms:variants.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className={classes.check}>
          <Checkbox
            label={t('boms:variants.onlyVarying')}
            checked={varying}
            onChange={(event) => setVarying(event.currentTarget.checked)}
          />
        </span>
        <span className={classes.end}>
          <span className={classes.count} aria-live="polite">
            {t('boms:lines', { count: windows.total })}
          </span>
          {editable &&
            (windows.total > mostAtOnce ? (
              <span className={classes.count}>{t('boms:variants.shownLimit', { count: mostAtOnce })}</span>
            ) : (
              <ActionMenu
                trigger={
                  <Button size="sm" variant="default" loading={fitting.pending} disabled={windows.total === 0}>
                    {t('boms:variants.shown')}
                  </Button>
                }
                entries={[...marks(false), 'divider', ...marks(true)]}
              />
            ))}
          <Button size="sm" variant="default" onClick={() => void copyAll()}>
            {t('boms:structure.copyAll')}
          </Button>
        </span>
      </div>
      <ErrorNotice error={windows.error} onRetry={windows.retry} />
      <ErrorNotice error={fitting.error} />
      <div className={gridClasses.split}>
        <div className={gridClasses.grid} aria-busy={!windows.settled || undefined}>
          {windows.total === 0 && windows.settled ? (
            <output className={gridClasses.none}>{t('boms:variants.none')}</output>
          ) : (
            <DataGrid
              label={t('boms:variants.matrix')}
              columns={columns}
              rowCount={windows.total}
              rowHeight={phone ? rowHeights.phone : rowHeights.desk}
              rowAt={rowAt}
              onRange={windows.onRange}
              sort={{ column: 'position', descending: false }}
              onSort={() => undefined}
              onOpen={(index, column) => {
                if (codeAt(column) !== undefined) press(index, column)
                else {
                  const line = rowAt(index)
                  if (line) router.push(paths.bomLine(bom.productId, bom.id, line.id))
                }
              }}
              onKey={(key, { row, column }) => key === ' ' && press(row, column)}
              onCopy={(tsv) =>
                void navigator.clipboard
                  .writeText(tsv)
                  .then(() => notify({ message: t('boms:grid.copied'), autoClose: 1_500 }))
              }
              openIndex={null}
            />
          )}
        </div>
      </div>
      {!phone && editable && <p className={`${gridClasses.keys} no-print`}>{t('boms:variants.keys')}</p>}
    </section>
  )
}
