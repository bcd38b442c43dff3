'use client'
import { useEffect, useRef, type ComponentProps, type KeyboardEvent } from 'react'
import { hearEarlyInput } from './early-input'

/** Enter that confirms a word in an input method is not Enter; 229 is what some browsers still report for it. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229

/** A form that an input method cannot submit by accident, whose errors we word ourselves, and that loses nothing typed. */
export function Form({ onKeyDown, ...props }: ComponentProps<'form'>) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.current) hearEarlyInput(form.current)
  }, [])
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
        onKeyDown?.(event)
      }}
      {...props}
    />
  )
}
