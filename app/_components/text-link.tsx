'use client'
import { Link } from './link'
import type { ReactNode } from 'react'
import { Anchor } from './ui/text'

/** A link inside text. */
export const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Anchor component={Link} href={href} underline="always" inherit>
    {children}
  </Anchor>
)
