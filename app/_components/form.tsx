'use client'
import type { ComponentProps, KeyboardEvent } from 'react'

/** Enter that confirms a word in an input method is not Enter; 229 is what some browsers still report for it. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229

/** A form that an input method cannot submit by accident and whose errors we word ourselves. */
export function Form({ onKeyDown, ...props }: ComponentProps<'form'>) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
        onKeyDown?.(event)
      }}
      {...props}
    />
  )
}
