import type { Pool } from '@/db/client'
import { requirements, specRevisions, specs } from '@/db/schema/specs'
import { indexFamily } from '@/server/domains/search/commands/index-families'
import { noValues } from '@/server/domains/specs/rules/requirement'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { asStage } from '@/server/testing/factories'
import { race } from './rounds'
import type { Stage } from './stage'

const parts = [
  ['Supply voltage', '供电电压'],
  ['Standby current', '待机电流'],
  ['Ingress protection', '防护等级'],
  ['Radio output power', '射频输出功率'],
  ['Battery capacity', '电池容量'],
  ['Housing material', '外壳材料'],
  ['Drop height', '跌落高度'],
  ['Storage temperature', '存储温度'],
  ['Firmware update time', '固件升级时间'],
  ['Solder joint strength', '焊点强度'],
] as const
const places = [
  ['of the main board', '主板'],
  ['at the connector', '连接器处'],
  ['of the charger', '充电器'],
  ['in the dock', '底座'],
  ['during start', '启动期间'],
  ['after 1000 hours', '1000 小时后'],
  ['of the gasket', '密封圈'],
] as const
const perSpec = 2_000

/** Specifications with altogether `size` requirements in both languages, and what is found of them. Deterministic. */
export async function layOutDocuments(
  sql: Pool,
  { orgId, productId }: Readonly<{ orgId: string; productId: string }>,
  size: number,
): Promise<void> {
  for (let document = 0; document * perSpec < size; document++) {
    const [specId, revisionId] = [newId('spec'), newId('specRevision')]
    const inside = { orgId, productId, specId }
    await asStage(sql, async (ctx) => {
      const { db } = ctx
      await db.insert(specs).values({
        id: specId,
        orgId,
        productId,
        number: `BENCH-SPEC-${document + 1}`,
        name: bilingual('en', `Specification ${document + 1}`, `规格书 ${document + 1}`),
        governingLanguage: 'en',
        currentRevisionId: revisionId,
      })
      await db.insert(specRevisions).values({ ...inside, id: revisionId, ordinal: 1, number: '0.1' })
      for (let from = 0; from < perSpec; from += 500) {
        const rows = Array.from({ length: 500 }, (_, row) => requirementOf(document * perSpec + from + row))
        await db.insert(requirements).values(rows.map((row) => ({ ...inside, revisionId, ...row })))
      }
      await indexFamily.spec(ctx, specId)
    })
  }
}

function requirementOf(
  at: number,
): Omit<typeof requirements.$inferInsert, 'orgId' | 'productId' | 'specId' | 'revisionId'> {
  const [en, zh] = parts[at % parts.length] ?? ['', '']
  const [where, wo] = places[at % places.length] ?? ['', '']
  const figure = ((at * 7) % 900) / 10 + 1
  return {
    requirementId: newId('requirement'),
    code: `R-${String((at % perSpec) + 1).padStart(4, '0')}`,
    position: ((at % perSpec) + 1) * 1024,
    section: 'electrical',
    kind: 'numeric',
    title: bilingual('en', `${en} ${where}`, `${wo}${zh}`),
    text: bilingual(
      'en',
      `The ${en.toLowerCase()} ${where} shall be at least ${figure} V, measured with part TPS${7000 + (at % 3_000)}DBVR.`,
      `${wo}${zh}应不低于 ${figure} V，用 TPS${7000 + (at % 3_000)}DBVR 测量。`,
    ),
    condition: bilingual('en', '25 °C', '25 ℃'),
    values: { ...noValues, min: String(figure), unit: 'V' },
    verification: 'test',
    links: [],
    attachmentIds: [],
  }
}

/** What is searched: something of everything in nearly every document, in a tenth, and in a few. */
export const searches = {
  'one Chinese character, in a fifth': '电',
  'two Chinese words': '密封圈 电压',
  'the beginning of a word, in a tenth': 'volt',
  'a word in every document': 'the',
  'a code': 'R-0012',
  'the middle of a part number': '7042DB',
} as const

/** A search among `layOutDocuments`, beside a plain scan for the same text. */
export async function measureSearch({ client, sql, productId }: Stage, query: string, rounds: number) {
  const words = query.split(' ')
  const pattern = words.map((_, index) => `(code || ' ' || title::text || ' ' || text::text) ilike $${index + 2}`)
  return race(
    {
      ours: async () => void (await client.ask(client.queryPath('search.search', { query, language: 'en' }))),
      plain: async () => {
        const { rows } = await sql.query(
          `select requirement_id, code, title, text from requirements where product_id = $1 and ${pattern.join(' and ')}
           order by updated_at desc limit 5`,
          [productId, ...words.map((word) => `%${word}%`)],
        )
        JSON.stringify(rows)
      },
    },
    { rounds },
  )
}
