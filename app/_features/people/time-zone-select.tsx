'use client'
import { lazy, Suspense } from 'react'
import { TextInput } from '@/app/_components/ui/field'
import type { TimeZoneProps } from './time-zone-opened'

const Search = lazy(async () => ({ default: (await import('./time-zone-opened')).TimeZoneOpened }))

/** A time zone, to search among all. The server draws it; what searches comes after the page. */
export const TimeZoneSelect = (props: TimeZoneProps) => (
  <Suspense fallback={<TextInput label={props.label} description={props.description} value={props.value} readOnly />}>
    <Search {...props} />
  </Suspense>
)
