import { z } from 'zod'
import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import { newId } from '@/server/kernel/ids'
import { plainBuild, plainClasses, plainLoss, plainNeed, plainNumber } from './plain-build'
import { race, type Figures } from './rounds'
import type { Stage } from './stage'

type Costed = Readonly<{ revisionId: string }>

const answer = z.object({ summary: z.object({ totalMicros: z.unknown(), pricedCount: z.number() }) })
const quantity = 1_000

/**
 * A library that offers every part of a BOM: one entry each, one approved maker's part, two offers of five breaks in two
 * currencies, and a rate between them.
 */
export async function layOutLibrary({ sql, orgId, userId }: Stage, { revisionId }: Costed): Promise<number> {
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
 * The same in one statement: quantities per part through every level, losses by class, every offer with the break its order
 * reaches and every larger one, rounded in its own currency and in the roll-up's; the cheapest, the 300 dearest, the sum.
 */
const plainSql = `with recursive ${plainBuild}, need as (
    select ${plainNumber('l.mpn')} as number, upper(l.manufacturer) as maker, min(l.mpn) as mpn, string_agg(l.refs, ', ') as refs,
      min(l.value) as value, min(l.package) as package, min(l.name || ' ' || l.value) as words, count(*) as lines, sum(taken) as gross
    from build join bom_lines l on l.id = build.id left join parents on parents.parent_position = l.position
    where parents.parent_position is null and l.mpn <> '' group by 1, 2
  ), lossy as (
    select t.*, ${plainNeed} as need from need t cross join lateral ${plainLoss} c join ${plainClasses} on k.class = c.class
  ), offered as (
    select n.*, o.id, o.currency, o.lead_time_days, q.ordered, b.micros, round(q.ordered * b.micros / 1e6, 2) as asked
    from lossy n join manufacturer_parts m on m.org_id = $3 and m.status = 'approved' and split_part(m.key, '|', 1) = n.number
      join supplier_parts o on o.manufacturer_part_id = m.id
      cross join lateral (select (t->>'min')::numeric as min, (t->>'micros')::numeric as micros,
        lead((t->>'min')::numeric) over (order by (t->>'min')::numeric) as above from jsonb_array_elements(o.breaks) t) b
      cross join lateral (select ceil(greatest(n.need, o.moq, b.min) / o.multiple) * o.multiple as ordered) q
    where b.above is null or b.above > greatest(n.need, o.moq)
  ), cheapest as (
    select distinct on (number, maker) *, round(asked / case currency when 'CNY' then 7.1 else 1 end, 2) as amount
    from offered order by number, maker, amount, lead_time_days, id
  )
  select *, sum(amount) over () as total, count(*) over () as parts from cheapest order by amount desc limit 300`

/** What a build of a BOM costs, as the page asks for it, beside plain SQL. */
export async function measureCost(
  stage: Stage,
  { revisionId }: Costed,
  rounds: number,
): Promise<{ ours: Figures; plain: Figures }> {
  const { client, sql, orgId } = stage
  const input = { revisionId, quantity: String(quantity), currency: 'USD' }
  const { summary } = answer.parse(await client.query('boms.costRollUp', input))
  const { rows: check } = await sql.query<{ total: string; parts: string }>(plainSql, [revisionId, quantity, orgId])
  const [plain] = check
  // Both ways must come to the same sum, or the race means nothing.
  if (String(summary.totalMicros) !== String(Math.round(Number(plain?.total) * 100)) + '0000')
    throw new Error(`the roll-up (${String(summary.totalMicros)}) and plain SQL (${plain?.total}) disagree`)
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
