import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobNames } from '@/server/testing/blobs'
import { BlobTooLarge, createStorage, type BlobStore } from './storage'

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const dir = mkdtempSync(join(tmpdir(), 'mortise-storage-'))

/** A server of the S3 protocol: it checks signatures and declared hashes, and answers ranges, as real stores do. */
type S3Server = Readonly<{ run: () => Promise<{ port: number }>; close: () => Promise<void> }>
const S3rver: new (options: object) => S3Server = createRequire(import.meta.url)('@20minutes/s3rver')
const bucket = new S3rver({
  ...{ address: '127.0.0.1', port: 0, silent: true, directory: join(dir, 's3') },
  configureBuckets: [{ name: 'files' }],
})
let port = 0

const stores: Record<string, () => BlobStore> = {
  disk: () => createStorage({ kind: 'disk', dir }),
  s3: () => {
    const keys = { region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
    return createStorage({ kind: 's3', endpoint: `http://127.0.0.1:${port}`, bucket: 'files', ...keys })
  },
}

beforeAll(async () => ({ port } = await bucket.run()))
afterAll(async () => {
  await bucket.close()
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

  test('come from files, and go out in parts', async () => {
    const path = join(dir, `whole-${kind}`)
    writeFileSync(path, Buffer.concat([Buffer.alloc(90_000, 1), Buffer.from('middle'), Buffer.alloc(90_000, 2)]))
    const { sha256: name, size } = await store().putFile(path)
    expect(size).toBe(180_006)
    expect(await bytesOf(await store().get(name, { first: 90_000, last: 90_005 }))).toBe('middle')
    expect((await bytesOf(await store().get(name)))?.length).toBe(180_006)
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

test('an object store refuses keys it does not know', async () => {
  const keys = { region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'wrong' }
  const store = createStorage({ kind: 's3', endpoint: `http://127.0.0.1:${port}`, bucket: 'files', ...keys })
  await expect(store.put(Buffer.from('x'))).rejects.toThrow()
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
