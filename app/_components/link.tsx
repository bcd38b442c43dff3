'use client'
import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link within the portal, whose page is asked for when it is pressed. Pages are made for their reader, so fetching one
 * ahead brings its frame only, at two requests for each link in sight; a list has dozens.
 */
export const Link = (props: ComponentProps<typeof NextLink>) => <NextLink prefetch={false} {...props} />
