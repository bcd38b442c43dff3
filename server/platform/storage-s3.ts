import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import type { StorageSettings } from './settings'
import { BlobTooLarge, blobName, type BlobStore } from './blob'
import { hashFile } from './hash-file'
import { diskStorage } from './storage-disk'

type S3Settings = Extract<StorageSettings, { kind: 's3' }>

/** Blobs as `blobs/<sha256>` in an S3 bucket, addressed by path so that any compatible store will do. */
export function s3Storage(settings: S3Settings): BlobStore {
  const { accessKeyId, secretAccessKey, region } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' })
  const urlOf = (sha256: string) => `${settings.endpoint}/${settings.bucket}/blobs/${blobName(sha256)}`
  const storedAt = async (sha256: string) => {
    const response = await client.fetch(urlOf(sha256), { method: 'HEAD' })
    if (response.status === 404) return null
    succeeded(response)
    // A store that does not say counts as one that has just been written.
    return new Date(response.headers.get('last-modified') ?? Date.now())
  }
  const has = async (sha256: string) => (await storedAt(sha256)) !== null
  const send = async (sha256: string, body: Uint8Array<ArrayBuffer> | ReadableStream, size: number) => {
    // The payload's hash is its name, so the store itself verifies what arrives.
    const headers = { 'content-length': String(size), 'x-amz-content-sha256': sha256 }
    succeeded(
      await client.fetch(urlOf(sha256), {
        method: 'PUT',
        body: body as BodyInit,
        headers,
        duplex: 'half',
      } as RequestInit),
    )
  }
  return {
    place: `${settings.endpoint}/${settings.bucket}`,
    has,
    storedAt,
    async put(content, { maxBytes = Number.POSITIVE_INFINITY } = {}) {
      if (content instanceof Readable) return putStream(content, maxBytes, has, send)
      if (content.byteLength > maxBytes) throw new BlobTooLarge(maxBytes)
      const sha256 = createHash('sha256').update(content).digest('hex')
      if (!(await has(sha256))) await send(sha256, new Uint8Array(content), content.byteLength)
      return { sha256, size: content.byteLength }
    },
    async putFile(path) {
      const blob = await hashFile(path)
      if (!(await has(blob.sha256)))
        await send(blob.sha256, Readable.toWeb(createReadStream(path)) as ReadableStream, blob.size)
      return blob
    },
    async get(sha256, range) {
      const headers: HeadersInit = range ? { range: `bytes=${range.first}-${range.last}` } : {}
      const response = await client.fetch(urlOf(sha256), { headers })
      if (response.status === 404) return null
      succeeded(response)
      // A store that sends everything where a part was asked for would be taken for the part.
      if (range && response.status !== 206) {
        await response.body?.cancel()
        throw new Error('object store does not send parts')
      }
      return response.body ? Readable.fromWeb(response.body as ReadableStream) : Readable.from([])
    },
    async *list() {
      let token: string | undefined
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix: 'blobs/' })
        if (token) query.set('continuation-token', token)
        const response = await client.fetch(`${settings.endpoint}/${settings.bucket}?${query.toString()}`)
        succeeded(response)
        const xml = await response.text()
        for (const [, name] of xml.matchAll(/<Key>blobs\/([0-9a-f]{64})<\/Key>/g)) if (name) yield name
        token = /<NextContinuationToken>([^<]+)</.exec(xml)?.[1]
      } while (token)
    },
    async delete(sha256) {
      const response = await client.fetch(urlOf(sha256), { method: 'DELETE' })
      if (response.status !== 404) succeeded(response)
    },
  }
}

/** A stream's name is known at its end only, so it waits on the local disk until then. */
async function putStream(
  content: Readable,
  maxBytes: number,
  has: (sha256: string) => Promise<boolean>,
  send: (sha256: string, body: ReadableStream, size: number) => Promise<void>,
) {
  const dir = await mkdtemp(join(tmpdir(), `mortise-${randomUUID().slice(0, 8)}-`))
  try {
    const aside = diskStorage(dir)
    const stored = await aside.put(content, { maxBytes })
    const body = await aside.get(stored.sha256)
    if (body && !(await has(stored.sha256))) await send(stored.sha256, Readable.toWeb(body), stored.size)
    return stored
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function succeeded(response: Response): true {
  if (!response.ok) throw new Error(`object store answered ${response.status}`)
  return true
}
