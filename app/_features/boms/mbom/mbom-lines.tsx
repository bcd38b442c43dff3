'use client'
import { useMediaQuery } from '@mantine/hooks'
import { IconLock, IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { DataGrid, type GridColumn } from '@/app/_components/data-grid'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Checkbox } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPCClient } from '@/app/_lib/trpc'
import gridClasses from '../bom-grid.module.css'
import { lineLabel } from '../line-text'
import { lossText } from '../loss-text'
import { useWindows } from '../use-windows'
import classes from './mbom.module.css'
import type { MbomLine } from './types'

const LossDialog = lazy(async () => ({ default: (await import('./loss-dialog')).LossDialog }))

type Props = Readonly<{ bomId: string; name: string; factoryId: string; expected: number; editable: boolean }>

const rowHeights = { desk: 32, phone: 60 }

/** The brand's lines, locked, each with what the factory reckons to lose of it. */
export function MbomLines({ bomId, name, factoryId, expected, editable }: Props) {
  const { t } = useTranslation(['boms'])
  const format = useFormat()
  const client = useTRPCClient()
  const phone = useMediaQuery('(max-width: 48em)') === true
  const [search, setSearch] = useState('')
  const [stated, setStated] = useState(false)
  const [setting, setSetting] = useState<MbomLine | null>(null)
  const wanted = useDeferredValue(search.trim())
  const input = { bomId, partnerOrgId: factoryId, search: wanted, stated }
  const windows = useWindows({
    list: [['boms', 'mbomLines'], input],
    expected,
    load: (offset, limit) => client.boms.mbomLines.query({ ...input, offset, limit }),
  })
  const loss = useCallback(
    (pct: string | null, extra: string | null) => lossText(t, format, { pct, extra }),
    [t, format],
  )
  const columns = useMemo((): GridColumn<MbomLine>[] => {
    const amount = ({ quantity, uom }: MbomLine) =>
      quantity === null ? t('structure.asRequired') : [format.quantity(quantity), uom].filter(Boolean).join(' ')
    const own = ({ attritionPct, attritionExtra }: MbomLine) => loss(attritionPct, attritionExtra)
    const pack = ({ packMultiple }: MbomLine) => (packMultiple === null ? '' : format.quantity(packMultiple))
    const column = (
      key: string,
      header: string,
      width: number,
      text: (line: MbomLine) => string,
    ): GridColumn<MbomLine> => ({
      key,
      header,
      width,
      text,
      cell: text,
    })
    if (phone) {
      return [
        {
          ...column('card', t('column.refs'), 320, (line) => [lineLabel(line), own(line)].join(' ')),
          cell: (line) => (
            <span className={classes.card}>
              <span className={classes.cardRow}>
                <span className={`${classes.words} ${line.dnp ? classes.struck : ''}`}>{lineLabel(line)}</span>
                <span className="num">{amount(line)}</span>
              </span>
              <span className={classes.dim}>{[own(line), pack(line)].filter(Boolean).join(' · ')}</span>
            </span>
          ),
        },
      ]
    }
    return [
      {
        ...column('refs', t('column.refs'), 170, ({ refs }) => refs),
        sticky: true,
        cell: ({ refs, dnp }) => <span className={`mono ${dnp ? classes.struck : ''}`}>{refs}</span>,
      },
      column('mpn', t('column.mpn'), 180, ({ mpn, ipn, name: called }) => mpn || ipn || called),
      column('value', t('column.value'), 110, ({ value }) => value),
      column('package', t('column.package'), 110, (line) => line.package),
      { ...column('quantity', t('column.quantity'), 90, amount), numeric: true },
      column('brand', t('mbom.column.brand'), 180, ({ linePct, lineExtra }) => loss(linePct, lineExtra)),
      column('loss', t('mbom.column.loss'), 180, own),
      { ...column('pack', t('mbom.column.pack'), 100, pack), numeric: true },
      {
        ...column('status', t('column.status'), 140, ({ dnp }) => (dnp ? t('chip.dnp') : '')),
        cell: ({ dnp, excludeFromBom, usage }) => (
          <>
            {dnp && <Chip tone="amber">{t('chip.dnp')}</Chip>}
            {excludeFromBom && <Chip tone="muted">{t('chip.excluded')}</Chip>}
            {usage !== 'normal' && <Chip tone="muted">{t(`structure.usage.${usage}`)}</Chip>}
          </>
        ),
      },
    ]
  }, [t, format, phone, loss])
  return (
    <section className={gridClasses.whole} aria-label={t('mbom.lines')}>
      <div className={`${classes.bar} no-print`}>
        <h2 className={classes.title}>
          <IconLock size={15} aria-hidden /> {t('mbom.lines')}
        </h2>
        <TextInput
          type="search"
          aria-label={t('mbom.search')}
          placeholder={t('mbom.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Checkbox
          label={t('mbom.onlyStated')}
          checked={stated}
          onChange={(event) => setStated(event.currentTarget.checked)}
        />
      </div>
      <ErrorNotice error={windows.error} onRetry={windows.retry} />
      <div className={gridClasses.split}>
        <div className={gridClasses.grid} aria-busy={!windows.settled || undefined}>
          {windows.total === 0 && windows.settled ? (
            <output className={gridClasses.none}>{t('mbom.none')}</output>
          ) : (
            <DataGrid
              label={t('mbom.linesLabel', { name })}
              columns={columns}
              rowCount={windows.total}
              rowHeight={phone ? rowHeights.phone : rowHeights.desk}
              rowAt={windows.rowAt}
              onRange={windows.onRange}
              sort={{ column: 'position', descending: false }}
              onSort={() => undefined}
              onOpen={(index) => editable && setSetting(windows.rowAt(index) ?? null)}
              onCopy={(tsv) =>
                void navigator.clipboard
                  .writeText(tsv)
                  .then(() => notify({ message: t('grid.copied'), autoClose: 1_500 }))
              }
              openIndex={null}
              headless={phone}
            />
          )}
        </div>
      </div>
      {!phone && <p className={`${gridClasses.keys} no-print`}>{t(editable ? 'mbom.keys' : 'mbom.keysRead')}</p>}
      {setting !== null && (
        <Suspense>
          <LossDialog
            bomId={bomId}
            line={setting}
            brandSays={loss(setting.linePct, setting.lineExtra)}
            onClose={() => setSetting(null)}
          />
        </Suspense>
      )}
    </section>
  )
}
