'use client'
import { useMutation } from '@tanstack/react-query'
import { useTRPCClient } from '@/app/_lib/trpc'

type Format = 'csv' | 'jsonl'
const types: Record<Format, string> = { csv: 'text/csv;charset=utf-8', jsonl: 'application/x-ndjson' }

/** Fetches the log part by part and hands the whole to the browser as a file. */
export function useExport() {
  const client = useTRPCClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (format: Format) => {
      const parts: string[] = []
      let after: number | null = 0
      while (after !== null) {
        const part: { text: string; next: number | null } = await client.audit.exportEntries.query({ format, after })
        parts.push(part.text)
        after = part.next
      }
      save(new Blob(parts, { type: types[format] }), `mortise-audit-${new Date().toISOString().slice(0, 10)}.${format}`)
    },
  })
  return { run: mutate, pending: isPending, error }
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun by then; keeping the address would keep the text in memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
