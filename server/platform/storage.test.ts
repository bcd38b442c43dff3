import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobNames } from '@/server/testing/blobs'
import { BlobTooLarge, createStorage, type BlobStore } from './storage'

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const dir = mkdtempSync(join(tmpdir(), 'mortise-storage-'))

/** Just enough of an object store: it verifies the declared hash, as real ones do. */
const objects = new Map<string, Buffer>()
const bucket: Server = createServer((req, res) => {
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    const path = new URL(req.url ?? '/', 'http://localhost').pathname
    const body = Buffer.concat(chunks)
    const found = objects.get(path)
    if (!/^AWS4-HMAC-SHA256 Credential=key\//.test(req.headers.authorization ?? '')) res.writeHead(403).end()
    else if (req.method === 'PUT' && sha256(body) !== req.headers['x-amz-content-sha256']) res.writeHead(400).end()
    else if (req.method === 'PUT') res.writeHead(200).end(void objects.set(path, body))
    else if (req.method === 'DELETE') res.writeHead(204).end(void objects.delete(path))
    else if (path === '/files') res.end([...objects.keys()].map((key) => `<Key>${key.slice(7)}</Key>`).join(''))
    else if (found)
      res
        .writeHead(200, { 'content-length': found.length, 'last-modified': new Date().toUTCString() })
        .end(req.method === 'HEAD' ? '' : found)
    else res.writeHead(404).end()
  })
})

const stores: Record<string, () => BlobStore> = {
  disk: () => createStorage({ kind: 'disk', dir }),
  s3: () => {
    const address = bucket.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const keys = { region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'secret' }
    return createStorage({ kind: 's3', endpoint: `http://127.0.0.1:${port}`, bucket: 'files', ...keys })
  },
}

beforeAll(async () => {
  bucket.listen(0, '127.0.0.1')
  await once(bucket, 'listening')
})
afterAll(() => {
  bucket.close()
  bucket.closeAllConnections()
  rmSync(dir, { recursive: true, force: true })
})

const bytesOf = async (stream: Readable | null): Promise<string | null> => {
  if (!stream) return null
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe.each(Object.keys(stores))('blobs on %s', (kind) => {
  const store = () => (stores[kind] ?? stores.disk)?.() ?? expect.unreachable()

  test('are named by their content and come back as they went', async () => {
    const text = '榫卯 mortise'
    const put = await store().put(Buffer.from(text))
    expect(put).toEqual({ sha256: sha256(text), size: Buffer.byteLength(text) })
    expect(await bytesOf(await store().get(put.sha256))).toBe(text)
    expect(await store().has(put.sha256)).toBe(true)
  })

  test('arrive as streams, twice the same', async () => {
    const parts = () => Readable.from([Buffer.alloc(70_000, 1), Buffer.alloc(70_000, 2)])
    const [first, second] = [await store().put(parts()), await store().put(parts())]
    expect(first).toEqual(second)
    expect(first.size).toBe(140_000)
  })

  test('are listed, deleted, and deleting again is no error', async () => {
    const { sha256: name } = await store().put(Buffer.from(`gone ${kind}`))
    expect(await blobNames(store())).toContain(name)
    await store().delete(name)
    await store().delete(name)
    expect(await store().get(name)).toBeNull()
  })

  test('tell when they were last stored', async () => {
    const content = Buffer.from(`dated ${kind}`)
    const { sha256: name } = await store().put(content)
    const at = (await store().storedAt(name))?.getTime() ?? 0
    expect(Math.abs(Date.now() - at)).toBeLessThan(60_000)
    await store().delete(name)
    expect(await store().storedAt(name)).toBeNull()
  })

  test('over the limit leave nothing', async () => {
    const before = await blobNames(store())
    const big = Readable.from([Buffer.alloc(600), Buffer.alloc(600)])
    await expect(store().put(big, { maxBytes: 1_000 })).rejects.toBeInstanceOf(BlobTooLarge)
    expect(await blobNames(store())).toEqual(before)
  })

  test('have no other names', async () => {
    await expect((async () => store().get('../../etc/passwd'))()).rejects.toThrow()
  })
})

test('a stream that breaks leaves nothing behind', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      throw new Error('line cut')
    })(),
  )
  await expect(createStorage({ kind: 'disk', dir }).put(broken)).rejects.toThrow('line cut')
  expect(readdirSync(join(dir, 'incoming'))).toEqual([])
})

test('an unwritable place is a sentence, not a stack', async () => {
  const file = join(dir, 'file')
  writeFileSync(file, '')
  const put = createStorage({ kind: 'disk', dir: file }).put(Buffer.from('x'))
  await expect(put).rejects.toMatchObject({ code: 'failures.dataUnwritable' })
})
