'use client'
import { TextInput } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { TimeZoneProps } from './time-zone-search'

const Search = lazy(async () => ({ default: (await import('./time-zone-search')).TimeZoneSearch }))

/** A time zone, to search among all. The server draws it; what searches comes after the page. */
export const TimeZoneSelect = (props: TimeZoneProps) => (
  <Suspense fallback={<TextInput label={props.label} description={props.description} value={props.value} readOnly />}>
    <Search {...props} />
  </Suspense>
)
