import type { BlobStore } from '@/server/platform/storage'

/** The names of everything in a store, sorted. */
export async function blobNames(store: BlobStore): Promise<string[]> {
  const names: string[] = []
  for await (const name of store.list()) names.push(name)
  return names.toSorted()
}
