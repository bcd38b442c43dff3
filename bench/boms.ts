import { createHash } from 'node:crypto'
import { z } from 'zod'
import { scaleBom } from '@/db/seed/scale'
import { newId } from '@/server/kernel/ids'
import { race, type Figures } from './rounds'
import type { Stage } from './stage'

export type BomOfSize = Readonly<{ size: number; bomId: string; revisionId: string; lines: number }>

const uploaded = z.object({ importId: z.string() })
const committed = z.object({ bomId: z.string(), revisionId: z.string() })

/** Uploads a file as the portal does, and answers with the import that waits for a decision. */
export async function uploadBom({ client, productId }: Stage, file: Buffer): Promise<string> {
  const query = new URLSearchParams({ product: productId, name: 'scale.csv', size: String(file.length) })
  const upload = await client.ask(`/api/uploads/bom?${query}`, file, { 'content-type': 'application/octet-stream' })
  return uploaded.parse(JSON.parse(upload.body.toString())).importId
}

/** Imports a file as the portal does: upload, preview, accept. */
export async function importBom(stage: Stage, file: Buffer): Promise<z.infer<typeof committed>> {
  const { client } = stage
  const importId = await uploadBom(stage, file)
  await client.query('boms.previewImport', { importId })
  return committed.parse(await client.mutate('boms.commitImport', { importId, version: 1 }))
}

export async function layOut(stage: Stage, size: number): Promise<BomOfSize> {
  const made = await importBom(stage, Buffer.from(scaleBom(size)))
  const { rows } = await stage.sql.query<{ lines: number }>(
    'select count(*)::int as lines from bom_lines where revision_id = $1',
    [made.revisionId],
  )
  return { size, ...made, lines: rows[0]?.lines ?? 0 }
}

/** What the grid's first window shows, asked for directly. */
const windowSql = `select id, position, source_row, line_no, level, section, refs, ref_count, quantity, uom, ipn, name, mpn,
  manufacturer, supplier, supplier_part, value, footprint, package, description, mount, dnp, exclude_from_bom,
  unit_price_micros, unit_price_currency, note, flags from bom_lines`

export async function measureReading(stage: Stage, { bomId, revisionId, lines }: BomOfSize, rounds: number) {
  const { client, sql, productId } = stage
  const middle = Math.floor(lines / 2)
  const plain = async (text: string, values: unknown[]) => {
    const { rows } = await sql.query(text, values)
    JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
  }
  const page = await race(
    {
      ours: async () => void (await client.ask(`/products/${productId}/boms/${bomId}`)),
      plain: async () => {
        await plain('select * from boms join bom_revisions r on r.id = current_revision_id where boms.id = $1', [bomId])
        await plain(`${windowSql} where revision_id = $1 and position <= 200 order by position`, [revisionId])
      },
    },
    { rounds },
  )
  const grid = (input: object) => async () =>
    void (await client.ask(client.queryPath('boms.lines', { revisionId, ...input })))
  const windowed = await race(
    {
      ours: grid({ offset: middle, limit: 200 }),
      plain: () =>
        plain(`${windowSql} where revision_id = $1 and position > $2 order by position limit 200`, [
          revisionId,
          middle,
        ]),
    },
    { rounds: rounds * 2 },
  )
  const sorted = await race(
    {
      ours: grid({ sort: 'mpn', offset: middle, limit: 200 }),
      plain: () =>
        plain(`${windowSql} where revision_id = $1 order by mpn, position offset $2 limit 200`, [revisionId, middle]),
    },
    { rounds: rounds * 2 },
  )
  const searched = await race(
    {
      ours: grid({ filter: { search: '电感' }, limit: 200 }),
      plain: async () => {
        await plain(`select count(*) from bom_lines where revision_id = $1 and search_text like '%电感%'`, [revisionId])
        await plain(`${windowSql} where revision_id = $1 and search_text like '%电感%' order by position limit 200`, [
          revisionId,
        ])
      },
    },
    { rounds: rounds * 2 },
  )
  return { page, windowed, sorted, searched }
}

/** Ours beside the least that could be done: split the text, insert the rows, in one transaction. */
export async function measureImport(
  stage: Stage,
  size: number,
  rounds: number,
): Promise<{ ours: Figures; plain: Figures }> {
  const text = scaleBom(size)
  let salt = 0
  // A file of its own each time, as the same one would be known already.
  const fresh = () => Buffer.from(`${text}\n,,,,,,,${++salt}\n`)
  return race(
    {
      ours: async () => void (await importBom(stage, Buffer.from(text))),
      plain: async () => insertPlainly(stage, fresh().toString()),
    },
    { rounds, warmUp: 1 },
  )
}

async function insertPlainly({ sql, orgId, productId }: Stage, text: string): Promise<number> {
  const client = await sql.connect()
  const [bomId, revisionId] = [newId('bom'), newId('bomRevision')]
  try {
    const begun = performance.now()
    createHash('sha256').update(text).digest('hex')
    const rows = text.split('\n').slice(1).filter(Boolean).map(cellsOf)
    const lines = rows.map(
      (
        [refs = '', value = '', footprint = '', quantity = '', , manufacturer = '', mpn = '', description = ''],
        index,
      ) => ({
        id: `${revisionId}-${index}`,
        position: index + 1,
        refs,
        quantity: quantity || null,
        value,
        footprint,
        manufacturer,
        mpn,
        description,
      }),
    )
    const references = lines.flatMap(({ id, refs }) =>
      refs.split(',').flatMap((ref, ordinal) => (ref.trim() === '' ? [] : [{ id, ref: ref.trim(), ordinal }])),
    )
    await client.query('begin')
    await client.query(`insert into boms (id, org_id, product_id, name) values ($1, $2, $3, '{}')`, [
      bomId,
      orgId,
      productId,
    ])
    await client.query(
      `insert into bom_revisions (id, org_id, product_id, bom_id, number, ordinal) values ($1, $2, $3, $4, '0.1', 1)`,
      [revisionId, orgId, productId, bomId],
    )
    await client.query(
      `insert into bom_lines (id, org_id, product_id, bom_id, revision_id, position, refs, quantity, value, footprint, manufacturer, mpn,
         description, attributes, alternates, extra, raw, flags, search_text)
       select id, $1, $2, $3, $4, position, refs, quantity, value, footprint, manufacturer, mpn,
         jsonb_build_object('en', description), '{}', '[]', '{}', '{}', '{}', lower(concat_ws(' ', refs, mpn, manufacturer, value, description))
       from json_to_recordset($5) as l(id text, position int, refs text, quantity numeric, value text, footprint text,
         manufacturer text, mpn text, description text)`,
      [orgId, productId, bomId, revisionId, JSON.stringify(lines)],
    )
    await client.query(
      `insert into bom_line_refs (line_id, org_id, product_id, revision_id, ref, ordinal)
       select id, $1, $2, $3, ref, ordinal from json_to_recordset($4) as r(id text, ref text, ordinal int)`,
      [orgId, productId, revisionId, JSON.stringify(references)],
    )
    await client.query('commit')
    const took = performance.now() - begun
    await client.query('delete from bom_revisions where id = $1', [revisionId])
    return took
  } finally {
    client.release()
  }
}

/** Cells of one record without line breaks inside cells, which the scale file has none of. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  )
