'use client'
import { useState, type ChangeEvent } from 'react'

type Values = Record<string, string | boolean | null>
type TextKey<T extends Values> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T] & string

/** The values of one form. They live as long as the form is mounted: a language switch or a refusal loses nothing. */
export function useFields<T extends Values>(initial: T) {
  const [values, setValues] = useState(initial)
  const set = <K extends keyof T>(key: K, value: T[K]) => setValues((now) => ({ ...now, [key]: value }))
  const text = (key: TextKey<T>) => ({
    name: key,
    value: String(values[key]),
    onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setValues((now) => ({ ...now, [key]: value })),
  })
  return { values, set, text, replace: setValues }
}
