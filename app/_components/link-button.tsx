'use client'
import { Link } from './link'
import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './ui/button'

/** A way on that looks like a button; usable in server components, which cannot hand a component to a button. */
export const LinkButton = ({ href, children, ...props }: ButtonProps & { href: string; children: ReactNode }) => (
  <Button component={Link} href={href} {...props}>
    {children}
  </Button>
)
