'use client'
import { useEffect, useState, type ReactNode } from 'react'

type Props = Readonly<{
  value: string
  children: (given: Readonly<{ copied: boolean; copy: () => void }>) => ReactNode
}>

const shownMs = 1_200

/** Puts a text on the clipboard and says for a moment that it did. Where the browser refuses, nothing is claimed. */
export function CopyButton({ value, children }: Props) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => {
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return children({ copied, copy })
}
