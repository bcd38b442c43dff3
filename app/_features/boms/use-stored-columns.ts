'use client'
import { useLocalStorage } from '@mantine/hooks'
import { useViewer } from '@/app/_lib/viewer'
import { columnKeys, usualColumns, type ColumnKey } from './columns'

const isKey = (text: unknown): text is ColumnKey => columnKeys.some((key) => key === text)

/** Stored choice as columns; anything else that lies there gives the usual ones. */
export function readColumns(stored: string | undefined): readonly ColumnKey[] {
  try {
    const parsed: unknown = JSON.parse(stored ?? 'null')
    return Array.isArray(parsed) ? parsed.filter(isKey) : usualColumns
  } catch {
    return usualColumns
  }
}

/** Which columns this person wants to see, remembered in this browser. */
export const useStoredColumns = () =>
  useLocalStorage<readonly ColumnKey[]>({
    key: `mortise-bom-columns ${useViewer().user.id}`,
    defaultValue: usualColumns,
    serialize: JSON.stringify,
    deserialize: readColumns,
  })
