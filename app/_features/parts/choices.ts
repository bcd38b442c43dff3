import type { ChangeEvent } from 'react'

/** A select among named values: what it shows, and what choosing does. */
export const choice = <T extends string>(
  values: readonly T[],
  label: (value: T) => string,
  pick: (value: T) => void,
) => ({
  data: values.map((value) => ({ value, label: label(value) })),
  onChange: ({ currentTarget }: ChangeEvent<HTMLSelectElement>) => {
    const found = values.find((value) => value === currentTarget.value)
    if (found !== undefined) pick(found)
  },
})

export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
