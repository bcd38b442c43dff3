'use client'
import { useFormat } from '@/app/_lib/format'
import classes from './post.module.css'

type Props = Readonly<{ org: Readonly<{ legalNameEn: string; legalNameZh: string; kind: 'brand' | 'manufacturer' }> }>

/** Which side somebody speaks for. */
export function OrgBadge({ org }: Props) {
  const format = useFormat()
  const name = format.org(org)
  return (
    <span className={classes.org} data-kind={org.kind} title={name}>
      {name}
    </span>
  )
}
