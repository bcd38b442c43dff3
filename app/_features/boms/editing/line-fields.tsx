'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Textarea } from '@/app/_components/ui/textarea'
import { TextPair } from '@/app/_features/specs/text-pair'
import { useMessageText } from '@/app/_features/boms/import/use-message-text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { parseQuantity, wholeNumber } from '@/server/domains/boms/importing/quantity'
import { parseRefs } from '@/server/domains/boms/importing/refdes'
import { lineUsages, suppliedBys } from '@/server/domains/boms/lifecycle'
import type { BilingualText } from '@/server/kernel/bilingual'
import classes from './line-editor.module.css'
import { asMount, asSide, type TypedLine, type WordCell } from './typed-line'

type Props = Readonly<{
  productId: string
  line: TypedLine
  /** The description as it stands, to show what becomes of its translation. */
  stored: BilingualText | undefined
  seesPrices: boolean
  onType: (change: Partial<TypedLine>) => void
}>

const short: readonly WordCell[] = ['uom']

/** The cells of a line as a form, in the order people think of them. */
export function LineFields({ productId, line, stored, seesPrices, onType }: Props) {
  const { t } = useTranslation(['bomRevisions', 'boms'])
  const word = (cell: WordCell, mono = false) => (
    <TextInput
      key={cell}
      label={t(`bomRevisions:field.${cell}`)}
      className={short.includes(cell) ? classes.narrow : undefined}
      classNames={mono ? { input: 'mono' } : undefined}
      value={line[cell]}
      maxLength={2_000}
      onChange={(event) => onType({ [cell]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <Group name={t('bomRevisions:edit.group.placed')}>
        <References line={line} onType={onType} />
        <Quantity line={line} onType={onType} />
        {word('uom')}
        <Checkbox
          label={t('bomRevisions:field.dnp')}
          checked={line.dnp}
          onChange={(event) => onType({ dnp: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('bomRevisions:field.excludeFromBom')}
          checked={line.excludeFromBom}
          onChange={(event) => onType({ excludeFromBom: event.currentTarget.checked })}
        />
      </Group>
      <Group name={t('bomRevisions:edit.group.part')}>
        {word('mpn', true)}
        {word('manufacturer')}
        {word('ipn', true)}
        {word('cpn', true)}
        {word('value')}
        {word('package')}
        {word('footprint')}
        {word('name')}
      </Group>
      <Group name={t('bomRevisions:edit.group.words')}>
        <div className={classes.wide}>
          <TextPair
            label={t('bomRevisions:field.description')}
            value={line.description}
            before={stored}
            onChange={(description) => onType({ description })}
            productId={productId}
            critical={false}
            maxLength={4_000}
          />
        </div>
        <Textarea
          label={t('bomRevisions:field.note')}
          className={classes.wide}
          autosize
          minRows={1}
          maxRows={6}
          value={line.note}
          onChange={(event) => onType({ note: event.currentTarget.value })}
        />
      </Group>
      <Group name={t('bomRevisions:edit.group.build')}>
        <NativeSelect
          label={t('bomRevisions:field.usage')}
          data={lineUsages.map((value) => ({ value, label: t(`bomRevisions:usage.${value}`) }))}
          value={line.usage}
          onChange={(event) =>
            onType({ usage: lineUsages.find((usage) => usage === event.currentTarget.value) ?? 'normal' })
          }
        />
        <NativeSelect
          label={t('bomRevisions:field.suppliedBy')}
          data={suppliedBys.map((value) => ({ value, label: t(`bomRevisions:suppliedBy.${value}`) }))}
          value={line.suppliedBy}
          onChange={(event) => onType({ suppliedBy: event.currentTarget.value === 'brand' ? 'brand' : 'factory' })}
        />
        <NativeSelect
          label={t('bomRevisions:field.mount')}
          data={(['none', 'SMT', 'TH', 'MECH', 'PACK'] as const).map((mount) => ({
            value: mount === 'none' ? '' : mount,
            label: t(`bomRevisions:mount.${mount}`),
          }))}
          value={line.mount}
          onChange={(event) => onType({ mount: asMount(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t('bomRevisions:field.side')}
          data={(['none', 'top', 'bottom'] as const).map((side) => ({
            value: side === 'none' ? '' : side,
            label: t(`bomRevisions:side.${side}`),
          }))}
          value={line.side}
          onChange={(event) => onType({ side: asSide(event.currentTarget.value) })}
        />
        {word('attritionPct')}
        {word('attritionExtra')}
        {word('section')}
        {word('lineNo')}
      </Group>
      <Group name={t('bomRevisions:edit.group.buying')}>
        {word('supplier')}
        {word('supplierPart', true)}
        {word('packMultiple')}
        {seesPrices && <Price line={line} onType={onType} />}
      </Group>
      <Group name={t('bomRevisions:edit.group.open')}>
        <Owner productId={productId} line={line} onType={onType} />
      </Group>
    </>
  )
}

const Group = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <fieldset className={classes.group}>
    <legend>{name}</legend>
    <div className={classes.fields}>{children}</div>
  </fieldset>
)

type FieldProps = Pick<Props, 'line' | 'onType'>

/** Read as the importer reads them, with its words on what is doubtful. */
function References({ line, onType }: FieldProps) {
  const { t } = useTranslation('bomRevisions')
  const messageText = useMessageText()
  const quantity = parseQuantity(line.quantity, false).quantity
  const read = parseRefs(line.refs, wholeNumber(quantity))
  const problem = read.notes[0]
  const said = problem && messageText(problem.code, problem.params)
  const isWrong = problem?.code.startsWith('BOM-E') ?? false
  const fitted = read.refs.filter(({ dnp }) => !dnp).length
  const differs = !line.dnp && fitted > 0 && quantity !== null && quantity !== String(fitted)
  return (
    <Textarea
      label={t('field.refs')}
      className={classes.wide}
      classNames={{ input: 'mono' }}
      autosize
      minRows={1}
      maxRows={6}
      value={line.refs}
      error={isWrong ? said : undefined}
      description={
        isWrong
          ? undefined
          : (said ??
            (differs
              ? t('edit.refsQuantity', { refs: fitted, quantity })
              : t('edit.refsHint', { count: read.refs.length })))
      }
      onChange={(event) => onType({ refs: event.currentTarget.value })}
    />
  )
}

function Quantity({ line, onType }: FieldProps) {
  const { t } = useTranslation('bomRevisions')
  const messageText = useMessageText()
  const { note } = parseQuantity(line.quantity, false)
  return (
    <TextInput
      label={t('field.quantity')}
      inputMode="decimal"
      description={t('edit.quantityHint')}
      error={note?.code.startsWith('BOM-E') ? messageText(note.code, note.params) : undefined}
      value={line.quantity}
      maxLength={40}
      onChange={(event) => onType({ quantity: event.currentTarget.value })}
    />
  )
}

function Price({ line: { price }, onType }: FieldProps) {
  const { t } = useTranslation('bomRevisions')
  return (
    <>
      <TextInput
        label={t('edit.price')}
        inputMode="decimal"
        value={price.amount}
        maxLength={40}
        onChange={(event) => onType({ price: { ...price, amount: event.currentTarget.value } })}
      />
      <TextInput
        label={t('edit.currency')}
        className={classes.narrow}
        value={price.currency}
        maxLength={3}
        onChange={(event) => onType({ price: { ...price, currency: event.currentTarget.value.toUpperCase() } })}
      />
    </>
  )
}

function Owner({ productId, line, onType }: FieldProps & { productId: string }) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const format = useFormat()
  const sides = useQuery(trpc.products.listPeople.queryOptions({ productId }))
  const own = sides.data?.find((side) => side.own)?.people ?? []
  return (
    <>
      <NativeSelect
        label={t('edit.owner')}
        data={[
          { value: '', label: t('edit.nobody') },
          ...own.map((person) => ({ value: person.userId, label: format.person(person) })),
        ]}
        value={line.ownerId ?? ''}
        onChange={(event) => onType({ ownerId: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label={t('edit.dueOn')}
        value={line.dueOn ?? ''}
        onChange={(event) => onType({ dueOn: event.currentTarget.value || null })}
      />
    </>
  )
}
