'use client'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { pasteBreaks, type TypedBreak } from '@/server/domains/parts/rules/break-cells'
import { mostBreaks } from '@/server/domains/parts/rules/check-breaks'
import { notesOf } from './breaks'
import classes from './break-table.module.css'

type Props = Readonly<{ rows: readonly TypedBreak[]; onChange: (rows: TypedBreak[]) => void }>

/** Quantities and prices, row by row; a block out of a spreadsheet lands where it is pasted. */
export function BreakTable({ rows, onChange }: Props) {
  const { t } = useTranslation('parts')
  const shown = rows.length === 0 ? [{ min: '', price: '' }] : rows
  const change = (at: number, part: Partial<TypedBreak>) =>
    onChange(shown.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const paste = (event: ClipboardEvent, at: number) => {
    const pasted = pasteBreaks(event.clipboardData.getData('text/plain'))
    if (pasted === null) return
    event.preventDefault()
    onChange([...shown.slice(0, at), ...pasted, ...shown.slice(at + pasted.length)].slice(0, mostBreaks))
  }
  return (
    <fieldset className={classes.table}>
      <legend className={classes.legend}>{t('offers.breaks')}</legend>
      <p className={classes.hint}>{t('offers.breaksHint')}</p>
      {shown.map((row, at) => (
        // Rows have no name of their own; their place is what they are.
        // eslint-disable-next-line react/no-array-index-key
        <div key={at} className={classes.row}>
          <TextInput
            className={classes.cell}
            inputMode="decimal"
            aria-label={t('offers.minLabel', { row: at + 1 })}
            placeholder={t('offers.from')}
            value={row.min}
            onPaste={(event) => paste(event, at)}
            onChange={(event) => change(at, { min: event.currentTarget.value })}
          />
          <TextInput
            className={classes.cell}
            inputMode="decimal"
            aria-label={t('offers.priceLabel', { row: at + 1 })}
            placeholder={t('offers.price')}
            value={row.price}
            onPaste={(event) => paste(event, at)}
            onChange={(event) => change(at, { price: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            className={classes.remove}
            aria-label={t('offers.removeRow', { row: at + 1 })}
            onClick={() => onChange(shown.filter((_, index) => index !== at))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-md"
          variant="subtle"
          className={classes.add}
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={shown.length >= mostBreaks}
          onClick={() => onChange([...shown, { min: '', price: '' }])}
        >
          {t('offers.addRow')}
        </Button>
      </div>
      <output className={classes.notes}>
        {notesOf(rows).map(({ kind, row }) => (
          <span key={`${kind} ${row}`} className={kind === 'rises' ? classes.warning : classes.fault}>
            {t(`offers.${kind}`, { row })}
          </span>
        ))}
      </output>
    </fieldset>
  )
}
