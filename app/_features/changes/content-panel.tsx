'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { priceText } from '@/app/_features/boms/line-text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import type { ContentView } from '@/server/domains/changes/queries/get-content'
import type { ItemDialogProps } from './item-dialog'
import { useChanged } from './use-changed'
import classes from './view.module.css'

const ItemDialog = onFirstUse<ItemDialogProps>(() => import('./item-dialog').then((module) => module.ItemDialog))

/** What a change does: the draft of the BOM against what is in force, and what else it touches. */
export function ContentPanel({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  return (
    <Panel title={t('content.title')}>
      <div className={classes.body}>
        <BomPart change={change} />
        <Items change={change} />
      </div>
    </Panel>
  )
}

function BomPart({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const trpc = useTRPC()
  const { bom, may, id: changeId, version, productId } = change
  const content = useQuery(trpc.changes.getContent.queryOptions({ changeId }))
  const prepare = useMutation(trpc.changes.prepareDraft.mutationOptions({ onSuccess: useChanged() }))
  if (!bom) return <p className={classes.faint}>{t('content.noBom')}</p>
  const label = (of: NonNullable<typeof bom.base> | null) => of?.letter ?? of?.number ?? '–'
  return (
    <>
      <p className={classes.plain}>
        <span className={classes.strong}>
          {bom.draft
            ? t('content.pair', { bom: format.text(bom.name), before: label(bom.base), after: label(bom.draft) })
            : format.text(bom.name)}
        </span>{' '}
        {bom.draft && (
          <TextLink href={`${paths.bom(productId, bom.id)}?revision=${bom.draft.id}`}>
            {t('content.openDraft')}
          </TextLink>
        )}
      </p>
      <ErrorNotice error={prepare.error} />
      <ErrorNotice error={content.error} onRetry={() => void content.refetch()} />
      {!bom.draft && !change.emergency && <p className={classes.faint}>{t('content.noDraft')}</p>}
      {may.prepareDraft && (
        <div className="no-print">
          <Button loading={prepare.isPending} onClick={() => prepare.mutate({ changeId, version })}>
            {t('head.draft')}
          </Button>
        </div>
      )}
      {content.isPending ? <Skeleton height={80} /> : content.data && <DiffTable content={content.data} />}
    </>
  )
}

function DiffTable({ content }: { content: NonNullable<ContentView> }) {
  const { t } = useTranslation('changes')
  if (content.rows.length === 0) return <p className={classes.faint}>{t('content.same')}</p>
  const left = content.rowCount - content.rows.length
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['line', 'what', 'before', 'after'] as const).map((each) => (
                <th key={each} scope="col">
                  {t(`content.${each}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.rows.flatMap((row) => {
              const face = row.after ?? row.before
              const name = face ? face.refs || face.mpn || face.label : ''
              if (row.kind !== 'changed')
                return [
                  <tr key={row.key}>
                    <th scope="row">{name}</th>
                    <td>
                      <Chip>{t(`content.${row.kind}`)}</Chip>
                    </td>
                    <td className={classes.before}>{row.before?.label}</td>
                    <td className={classes.after}>{row.after?.label}</td>
                  </tr>,
                ]
              return row.cells.map((cell, index) => (
                <tr key={`${row.key} ${cell.field}`}>
                  <th scope="row">{index === 0 ? name : ''}</th>
                  <td>{t(`cell.${cell.field}`)}</td>
                  <Cell className={classes.before} field={cell.field} text={cell.from} />
                  <Cell className={classes.after} field={cell.field} text={cell.to} />
                </tr>
              ))
            })}
          </tbody>
        </table>
      </div>
      {left > 0 && <p className={classes.faint}>{t('content.more', { count: left })}</p>}
    </>
  )
}

type CellProps = Readonly<{ className: string | undefined; field: string; text: string }>

/** A cell of a comparison in words: enumerations come as codes, alternates as lines between tabs. */
function Cell({ className, field, text }: CellProps) {
  const { t } = useTranslation('changes')
  return <td className={className}>{shown() || '–'}</td>
  function shown(): string {
    if (text === 'yes' || text === 'no') return t(`content.${text}`)
    if (field === 'suppliedBy' && (text === 'brand' || text === 'factory'))
      return t(`side.${text === 'brand' ? 'brand' : 'partner'}`)
    if (field === 'price') {
      const [micros = '', currency = ''] = text.split(' ')
      return micros === '' ? '' : priceText(micros, currency)
    }
    if (field !== 'alternates') return text
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [mpn = '', manufacturer = '', status = ''] = line.split('\t')
        const state = status as 'proposed' | 'approved' | 'rejected' | 'retired'
        return `${[mpn, manufacturer].filter(Boolean).join(' ')} (${t(`substitution.alternateState.${state}`)})`
      })
      .join('\n')
  }
}

function Items({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const trpc = useTRPC()
  const [adding, setAdding] = useState(false)
  const remove = useMutation(trpc.changes.removeItem.mutationOptions({ onSuccess: useChanged() }))
  if (change.items.length === 0 && !change.may.edit) return null
  return (
    <>
      <h3 className={classes.sub}>{t('content.items')}</h3>
      <ErrorNotice error={remove.error} />
      <ul className={classes.list}>
        {change.items.map((item) => (
          <li key={item.id} className={classes.item}>
            <span>
              <Chip>{t(`item.${item.kind}`)}</Chip> <BilingualWords text={item.name} />{' '}
              {(item.before !== '' || item.after !== '') && (
                <span className={classes.faint}>
                  {item.before || '–'} → {item.after || '–'}
                </span>
              )}
            </span>
            {change.may.edit && (
              <ActionIcon
                className="no-print"
                variant="subtle"
                color="gray"
                size={44}
                aria-label={t('content.remove', { name: format.text(item.name) })}
                onClick={() => remove.mutate({ itemId: item.id })}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {change.may.edit && (
        <div className="no-print">
          <Button
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('content.addItem')}
          </Button>
          <ItemDialog changeId={change.id} opened={adding} onClose={() => setAdding(false)} />
        </div>
      )}
    </>
  )
}
