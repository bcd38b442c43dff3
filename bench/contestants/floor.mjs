// The floor: one bare HTTP server and the same two reads a signed-in call makes, in plain SQL.
import { createServer } from 'node:http'
import { createHash } from 'node:crypto'
import pg from 'pg'

const pool = new pg.Pool({ ...JSON.parse(process.env.BENCH_DATABASE), max: 10 })

const viewer = async (cookie) => {
  const hash = createHash('sha256')
    .update(cookie.split('=')[1] ?? '')
    .digest('hex')
  const session = await pool.query({
    name: 'session',
    text: `select s.id, u.id as user_id, m.org_id, m.role, o.kind from sessions s join users u on u.id = s.user_id
      left join members m on m.org_id = s.active_org_id and m.user_id = u.id and m.state = 'active'
      left join orgs o on o.id = m.org_id where s.token_hash = $1 and s.expires > now()`,
    values: [hash],
  })
  const products = await pool.query({
    name: 'products',
    text: 'select p.id, p.code, p.name, p.phase from products p where org_id = $1 order by code limit 50',
    values: [session.rows[0]?.org_id],
  })
  return products.rows
}

createServer(async (req, res) => {
  const body = req.url === '/hello' ? { hello: 'world' } : await viewer(req.headers.cookie ?? '')
  const text = JSON.stringify(body)
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  res.end(text)
}).listen(Number(process.env.PORT), '127.0.0.1')
