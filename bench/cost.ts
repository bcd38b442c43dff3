import { z } from 'zod'
import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import { newId } from '@/server/kernel/ids'
import type { BomOfSize } from './boms'
import { race, type Figures } from './rounds'
import type { Stage } from './stage'

const answer = z.object({ summary: z.object({ totalMicros: z.unknown(), pricedCount: z.number() }) })
const quantity = 1_000

/**
 * A library that offers every part of a BOM: one entry each, one approved maker's part, two offers of five breaks in two
 * currencies, and a rate between them.
 */
export async function layOutLibrary({ sql, orgId, userId }: Stage, { revisionId }: BomOfSize): Promise<number> {
  const { rows } = await sql.query<{ mpn: string; manufacturer: string }>(
    `select distinct mpn, manufacturer from bom_lines where revision_id = $1 and mpn <> ''`,
    [revisionId],
  )
  const keyed = new Map(rows.map((row) => [manufacturerPartKey(row.mpn, row.manufacturer), row]))
  const parts = [...keyed].map(([key, row]) => ({
    ...row,
    key,
    partId: newId('part'),
    makerId: newId('manufacturerPart'),
  }))
  const columns = [
    parts.map(({ partId }) => partId),
    parts.map(({ makerId }) => makerId),
    parts.map(({ key }) => key),
    parts.map(({ mpn }) => mpn),
    parts.map(({ manufacturer }) => manufacturer),
  ]
  const given = 'unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as g(part, maker, key, mpn, by)'
  const none = `'{"en":"","zh":"","source":"en"}'::jsonb`
  const insert = (text: string) => sql.query(text, [orgId, ...columns])
  await insert(
    `insert into parts (id, org_id, number, number_key, name, description, search_text)
     select part, $1, part || coalesce(left(maker || key || mpn || by, 0), ''), part, ${none}, ${none}, '' from ${given} on conflict do nothing`,
  )
  await insert(
    `insert into manufacturer_parts (id, org_id, part_id, mpn, manufacturer, key, rank, status)
     select maker, $1, part, mpn, by, key, 1, 'approved' from ${given} on conflict do nothing`,
  )
  for (const [supplier, currency, cents] of [
    ['LCSC', 'CNY', 7],
    ['Digi-Key', 'USD', 1],
  ] as const) {
    await insert(
      `insert into supplier_parts (id, org_id, part_id, manufacturer_part_id, supplier, sku, key, currency, breaks, moq, multiple, lead_time_days)
       select '${supplier}' || part, $1, part, maker, '${supplier}', key, '${supplier}|' || key || left(mpn || by, 0), '${currency}',
         (select jsonb_agg(jsonb_build_object('min', t.min::text, 'micros', (${cents} * (10000 + abs(hashtext(key)) % 90000) / t.off)::text) order by t.min)
          from (values (1, 1), (100, 2), (1000, 3), (10000, 4), (100000, 5)) as t(min, off)), 1, 1, 20
       from ${given} on conflict do nothing`,
    )
  }
  await sql.query(
    `insert into exchange_rates (id, org_id, base, quote, rate, day, source, user_id)
     values ($1, $2, 'USD', 'CNY', 7.1, '2026-01-02', 'bench', $3) on conflict do nothing`,
    [newId('exchangeRate'), orgId, userId],
  )
  return parts.length
}

/**
 * The same in one statement: quantities per part, losses of one class, every offer, the break its order reaches, the
 * cheapest, rounded per line; the 300 dearest and the sum. It leaves out larger breaks, which ours compares as well.
 */
const plainSql = `with need as (
    select upper(regexp_replace(mpn, '[\\s\\-_.,]', '', 'g')) as number, ceil(sum(quantity) * $2 * 1.03) as need,
      min(mpn) as mpn, min(refs) as refs, min(value) as value, min(package) as package, count(*) as lines
    from bom_lines where revision_id = $1 and not dnp and not exclude_from_bom and mpn <> '' group by 1, manufacturer
  ), offered as (
    select n.*, o.id, o.currency, o.lead_time_days, b.micros,
      greatest(n.need, o.moq) as ordered,
      round(greatest(n.need, o.moq) * b.micros / case o.currency when 'CNY' then 7.1 else 1 end / 1e6, 2) as amount
    from need n join manufacturer_parts m on m.org_id = $3 and split_part(m.key, '|', 1) = n.number
      join supplier_parts o on o.manufacturer_part_id = m.id
      cross join lateral (select (t->>'micros')::numeric as micros from jsonb_array_elements(o.breaks) t
        where (t->>'min')::numeric <= greatest(n.need, o.moq) order by (t->>'min')::numeric desc limit 1) b
  ), cheapest as (select distinct on (number, mpn) * from offered order by number, mpn, amount)
  select *, sum(amount) over () as total, count(*) over () as parts from cheapest order by amount desc limit 300`

/** What a build of a BOM costs, as the page asks for it, beside plain SQL. */
export async function measureCost(
  stage: Stage,
  { revisionId }: BomOfSize,
  rounds: number,
): Promise<{ ours: Figures; plain: Figures }> {
  const { client, sql, orgId } = stage
  const input = { revisionId, quantity: String(quantity), currency: 'USD' }
  answer.parse(await client.query('boms.costRollUp', input))
  return race(
    {
      ours: async () => void (await client.ask(client.queryPath('boms.costRollUp', input))),
      plain: async () => {
        const { rows } = await sql.query(plainSql, [revisionId, quantity, orgId])
        JSON.stringify(rows)
      },
    },
    { rounds },
  )
}
