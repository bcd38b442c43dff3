'use client'
import { lazy, Suspense, useState } from 'react'
import { AccountTrigger } from './account-trigger'

const load = () => import('./account-menu-opened')
const Opened = lazy(async () => ({ default: (await load()).AccountMenuOpened }))

/** Who I am and for whom I act. The menu behind it is fetched when a hand or the keyboard comes near. */
export function AccountMenu() {
  const [wanted, setWanted] = useState(false)
  const come = () => void load()
  const trigger = <AccountTrigger onPointerEnter={come} onFocus={come} onClick={() => setWanted(true)} />
  if (!wanted) return trigger
  return (
    <Suspense fallback={trigger}>
      <Opened />
    </Suspense>
  )
}
