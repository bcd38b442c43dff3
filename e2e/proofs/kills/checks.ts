import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import pg from 'pg'
import { dataOf } from '@/db/embedded/layout'
import { readPostmasterFile } from '@/db/embedded/postmaster-file'
import { type ChainedEntry, firstBrokenLink } from '@/server/platform/journal'
import { createStorage } from '@/server/platform/storage'
import { visitor } from './client'
import type { Acknowledged } from './workload'

/** Everything acknowledged that is not there, in words. */
export async function findLost(url: string, dataDir: string, done: Acknowledged): Promise<string[]> {
  return withDatabase(dataDir, async (client) => {
    const missing = async (what: string, sql: string, values: readonly string[]) => {
      const { rows } = await client.query<{ id: string }>(sql, [values])
      const there = new Set(rows.map(({ id }) => id))
      return values.filter((value) => !there.has(value)).map((value) => `${what} ${value}`)
    }
    return [
      ...(await missing(
        'BOM',
        `select r.id || ' ' || count(l.id) as id from bom_revisions r join boms b on b.current_revision_id = r.id
         join bom_lines l on l.revision_id = r.id where r.id || ' ' || r.line_count = any($1) group by r.id`,
        done.imports.map(({ revisionId, lines }) => `${revisionId} ${lines}`),
      )),
      ...(await missing(
        'post',
        `select p.id || ' ' || (p.body->>'en') as id from posts p where p.id || ' ' || (p.body->>'en') = any($1)`,
        done.posts.map(({ postId, text }) => `${postId} ${text}`),
      )),
      ...(await missing(
        'person',
        `select u.email as id from users u join members m on m.user_id = u.id and m.state = 'active' where u.email = any($1)`,
        done.people.map(({ email }) => email),
      )),
      ...(await cannotSignIn(url, done.people.slice(-3))),
    ]
  })
}

/** A person is not only a row: the last few who signed up sign in again, over the front door. */
async function cannotSignIn(url: string, people: Acknowledged['people']): Promise<string[]> {
  const lost: string[] = []
  for (const { email, password } of people) {
    const address = `192.0.2.${Math.floor(Math.random() * 250)}`
    await visitor(url, address)
      .api.people.signIn.mutate({ email, password })
      .catch((error: unknown) => lost.push(`sign-in of ${email}: ${String(error)}`))
  }
  return lost
}

/** Each finds what was stored by halves; every one must find nothing. */
const halves: Readonly<Record<string, string>> = {
  'revision without all its lines': `select r.id from bom_revisions r left join bom_lines l on l.revision_id = r.id
     group by r.id having count(l.id) <> r.line_count`,
  'BOM without a revision': `select b.id from boms b left join bom_revisions r on r.id = b.current_revision_id where r.id is null`,
  'import committed without its revision': `select i.id from bom_imports i left join bom_revisions r on r.id = i.revision_id
     where (i.state = 'committed') <> (r.id is not null)`,
  'revision of an import that is not committed': `select r.id from bom_revisions r join bom_imports i on i.id = r.import_id
     where i.state <> 'committed'`,
  'line without its references': `select l.id from bom_lines l left join bom_line_refs f on f.line_id = l.id
     group by l.id having count(f.line_id) <> l.ref_count`,
  'thread that miscounts its posts': `select t.id from threads t left join posts p on p.thread_id = t.id
     group by t.id having count(p.id) <> t.post_count or count(p.id) = 0`,
  'person of the proof without membership': `select u.id from users u left join members m on m.user_id = u.id
     where u.email like 'proof-%' and m.user_id is null`,
  'invitation used by nobody': `select i.id from invitations i where i.state = 'accepted'
     and not exists (select from members m where m.org_id = i.org_id)`,
  'chain that does not end where its head says': `select h.org_id from audit_heads h left join audit_entries e
     on e.org_id = h.org_id and e.seq = h.seq where e.hash is distinct from h.hash`,
  'event numbered twice': `select seq::text from events where seq is not null group by seq having count(*) > 1`,
}

/** Everything that is stored by halves, in words. */
export async function findHalves(dataDir: string): Promise<string[]> {
  return withDatabase(dataDir, async (client) => {
    const found: string[] = []
    for (const [what, sql] of Object.entries(halves)) {
      const { rows } = await client.query<Record<string, string>>(sql)
      found.push(...rows.map((row) => `${what}: ${Object.values(row)[0]}`))
    }
    return [...found, ...(await brokenChains(client)), ...(await damagedFiles(client, dataDir))]
  })
}

async function brokenChains(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<ChainedEntry & { previousHash: string; hash: string }>(
    `select org_id as "orgId", seq, at, actor_user_id as "actorUserId", actor_org_id as "actorOrgId", action,
       subject_id as "subjectId", product_id as "productId", params, previous_hash as "previousHash", hash
     from audit_entries order by org_id, seq`,
  )
  const chains = new Map<string, typeof rows>()
  for (const row of rows) chains.set(row.orgId, [...(chains.get(row.orgId) ?? []), row])
  return [...chains].flatMap(([orgId, chain]) => {
    const links = chain.map(({ previousHash, hash, ...entry }) => ({ entry, previousHash, hash }))
    const brokenAt = firstBrokenLink(links)
    return brokenAt === null ? [] : [`audit chain of ${orgId}: broken at ${brokenAt}`]
  })
}

async function damagedFiles(client: pg.Client, dataDir: string): Promise<string[]> {
  const store = createStorage({ kind: 'disk', dir: join(dataDir, 'files') })
  const { rows } = await client.query<{ sha256: string }>('select distinct sha256 from bom_imports')
  const damaged: string[] = []
  for (const { sha256 } of rows) {
    const stream = await store.get(sha256)
    const again = stream ? await hashOf(stream) : null
    if (again !== sha256) damaged.push(`file ${sha256}`)
  }
  return damaged
}

async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of stream) hash.update(chunk)
  return hash.digest('hex')
}

/** Waits until no published-to-be event is left, or `patience` ms have passed; returns how many are. */
export async function drainOutbox(dataDir: string, patience: number): Promise<number> {
  return withDatabase(dataDir, async (client) => {
    for (const deadline = Date.now() + patience; ;) {
      const { rows } = await client.query<{ count: number }>(
        'select count(*)::int as count from events where seq is null',
      )
      const left = rows[0]?.count ?? 0
      if (left === 0 || Date.now() > deadline) return left
      await new Promise((resume) => setTimeout(resume, 100))
    }
  })
}

/** The embedded database above its rules: what a proof says must not rest on what the product says. */
async function withDatabase<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const host = readPostmasterFile(dataOf(dataDir))?.socketDirectory
  const client = new pg.Client({ host, user: 'postgres', database: 'mortise' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
