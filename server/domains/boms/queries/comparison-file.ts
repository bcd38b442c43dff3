import { translator } from '@/locales/translator'
import { readIn, type Language } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { xlsxFile, xlsxType } from '@/server/platform/workbooks/write-xlsx'
import type { LineUsage } from '../lifecycle'
import { alternateStates } from '@/server/domains/parts/lifecycle'
import { changeGroups, type CellChange, type CompareField, type LineDiff, type LineFace } from '../rules/compare'
import { requireBom } from './access'
import { diffRevisions } from './diff-revisions'
import type { Download } from './downloads'

type T = Awaited<ReturnType<typeof translator>>

/** A comparison of two revisions as a workbook in both languages: what a cell is called and means reads `Quantity / 用量`. */
export async function exportComparison(
  ctx: MemberCtx,
  { before, after, language }: Readonly<{ before: string; after: string; language: Language }>,
): Promise<Download> {
  const diff = await diffRevisions(ctx, { beforeId: before, afterId: after })
  const { bom } = await requireBom(ctx, diff.bomId)
  const [en, zh] = [await translator('en'), await translator('zh')]
  const both = (say: (t: T) => string): string => {
    const [one, other] = [say(en), say(zh)]
    return one === other ? one : `${one} / ${other}`
  }
  const heading = (key: 'kind' | 'line' | 'field' | 'before' | 'after' | 'refsAdded' | 'refsRemoved') =>
    both((t) => t(`bomRevisions:sheet.${key}`))
  const name = readIn(language, bom.name).text
  const [from, to] = [diff.before, diff.after].map(({ letter, number }) => letter ?? number)
  const t = language === 'en' ? en : zh
  const rows = [
    [
      heading('kind'),
      heading('line'),
      heading('field'),
      `${heading('before')} (${from})`,
      `${heading('after')} (${to})`,
      heading('refsAdded'),
      heading('refsRemoved'),
    ],
    ...diff.rows.flatMap((row) => rowsOf(row, both)),
  ]
  const summary = [
    [both((each) => each('bomRevisions:compare.title')), `${bom.name.en} / ${bom.name.zh}`],
    [both((each) => each('bomRevisions:compare.before')), from ?? ''],
    [both((each) => each('bomRevisions:compare.after')), to ?? ''],
    ...changeGroups.map((group) => [
      both((each) => each(`bomRevisions:compare.group.${group}`)),
      String(diff.counts[group]),
    ]),
  ]
  return {
    fileName: `${name} ${from} – ${to} ${t('bomRevisions:sheet.fileName')}.xlsx`,
    type: xlsxType,
    body: xlsxFile([
      {
        name: both((each) => each('bomRevisions:compare.list')),
        rows,
        columns: [
          { width: 16 },
          { width: 26 },
          { width: 30 },
          ...[0, 1].map(() => ({ width: 42, wrap: true })),
          { width: 24, wrap: true },
          { width: 24, wrap: true },
        ],
      },
      {
        name: both((each) => each('bomRevisions:compare.title')),
        rows: summary,
        columns: [{ width: 34 }, { width: 42 }],
      },
    ]),
  }
}

type Both = (say: (t: T) => string) => string

function rowsOf(row: LineDiff, both: Both): string[][] {
  const face = row.after ?? row.before
  const head = [both((t) => t(`bomRevisions:compare.kind.${row.kind}`)), face?.label ?? '']
  const refs = [row.refs.added.map((ref) => `+${ref}`).join(' '), row.refs.removed.map((ref) => `−${ref}`).join(' ')]
  if (row.cells.length === 0)
    return [[...head, '', row.before ? summaryOf(row.before) : '', row.after ? summaryOf(row.after) : '', ...refs]]
  return row.cells.map((cell) => [
    ...head,
    both((t) => t(`bomRevisions:field.${cell.field}`)),
    said(cell.field, cell.from, both),
    said(cell.field, cell.to, both),
    ...(cell.field === 'refs' ? refs : ['', '']),
  ])
}

const summaryOf = ({ refs, quantity, uom, mpn, manufacturer, value, description }: LineFace): string =>
  [refs, `× ${quantity ?? ''}${uom}`, mpn, manufacturer, value, description.en, description.zh]
    .filter(Boolean)
    .join(' · ')

const usages: readonly LineUsage[] = ['normal', 'phantom', 'optional', 'consumable']

/** Codes in both languages, everything else as it stands. */
function said(field: CompareField, raw: CellChange['from'], both: Both): string {
  if (field === 'quantity' && raw === '') return both((t) => t('bomRevisions:compare.asRequired'))
  if (raw === '') return ''
  if (field === 'dnp' || field === 'excludeFromBom')
    return both((t) => t(raw === 'yes' ? 'bomRevisions:yes' : 'bomRevisions:no'))
  const usage = usages.find((each) => each === raw)
  if (field === 'usage' && usage) return both((t) => t(`bomRevisions:usage.${usage}`))
  if (field === 'suppliedBy' && (raw === 'factory' || raw === 'brand'))
    return both((t) => t(`bomRevisions:suppliedBy.${raw}`))
  if (field === 'alternates')
    return raw
      .split('\n')
      .map((line) => {
        const [mpn = '', manufacturer = '', status = ''] = line.split('\t')
        const state = alternateStates.find((each) => each === status)
        return `${mpn} ${manufacturer} ${state ? `(${both((t) => t(`bomRevisions:alternate.${state}`))})` : ''}`.trim()
      })
      .join('\n')
  return raw
}
