'use client'
import { useState } from 'react'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import classes from './editor.module.css'
import { useContractWords, type OptionGroup } from './use-contract-words'

type Common = Readonly<{ label: string; error?: string | undefined; description?: string }>

type ChoiceProps<V extends string | number | boolean> = Common &
  Readonly<{ value: V; values: readonly V[]; group: OptionGroup | null; onChange: (value: V) => void }>

/** One of the values of a contract, by its word. */
export function Choice<V extends string | number | boolean>(props: ChoiceProps<V>) {
  const { value, values, group, onChange, ...field } = props
  const words = useContractWords()
  // What is chosen stands there even where it is none of them.
  const all = values.includes(value) ? values : [value, ...values]
  return (
    <NativeSelect
      {...field}
      value={String(value)}
      data={all.map((each) => ({ value: String(each), label: group ? words.option(group, each) : String(each) }))}
      onChange={({ currentTarget }) => {
        const chosen = all.find((each) => String(each) === currentTarget.value)
        if (chosen !== undefined) onChange(chosen)
      }}
    />
  )
}

type TextProps = Common &
  Readonly<{ value: string; onChange: (value: string) => void; lang?: string; mono?: boolean; maxLength?: number }>

export const Line = ({ value, onChange, mono = false, ...field }: TextProps) => (
  <TextInput
    {...field}
    value={value}
    spellCheck={mono ? false : undefined}
    autoCapitalize={mono ? 'none' : undefined}
    autoCorrect={mono ? 'off' : undefined}
    autoComplete="off"
    classNames={{ input: mono ? classes.mono : undefined }}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
)

type WholeProps = Common & Readonly<{ value: number | null; onChange: (value: number | null) => void }>

/** A whole number, full-width digits and separators of thousands included; null where none stands. */
export function Whole({ value, onChange, ...field }: WholeProps) {
  const [typed, setTyped] = useState({ text: value === null ? '' : String(value), value })
  // Changed from outside, as by an undo.
  if (typed.value !== value) setTyped({ text: value === null ? '' : String(value), value })
  return (
    <TextInput
      {...field}
      inputMode="numeric"
      autoComplete="off"
      value={typed.text}
      onChange={({ currentTarget: { value: text } }) => {
        const digits = text.normalize('NFKC').replace(/[,\s]/g, '')
        const read = /^\d{1,10}$/.test(digits) ? Number(digits) : digits === '' ? null : 0
        setTyped({ text, value: read })
        onChange(read)
      }}
    />
  )
}
