'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './bom-frame.module.css'
import { BomTabs } from './bom-tabs'

type Props = Readonly<{ bomId: string; title: string; actions?: ReactNode; children: ReactNode }>

/** A page about one BOM beside its lines: which BOM, which page of it, what can be done. Needs `getBom` prefetched. */
export function BomFrame({ bomId, title, actions, children }: Props) {
  const trpc = useTRPC()
  const format = useFormat()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  return (
    <>
      <header className={classes.header}>
        <h1 className={classes.name}>
          {format.text(bom.name)} · {title}
        </h1>
        {actions !== undefined && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </header>
      <BomTabs productId={bom.productId} bomId={bomId} />
      {children}
    </>
  )
}
