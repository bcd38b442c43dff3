'use client'
import { lazy, Suspense, useState } from 'react'
import { BellButton } from './bell-button'
import { Reconnecting } from './reconnecting'

const load = () => import('./bell-opened')
const Opened = lazy(async () => ({ default: (await load()).BellOpened }))

/** What waits for me, from every page. The list is fetched when a hand or the keyboard comes near. */
export function Bell() {
  const [wanted, setWanted] = useState(false)
  const come = () => void load()
  const button = <BellButton onPointerEnter={come} onFocus={come} onClick={() => setWanted(true)} />
  return (
    <>
      <Reconnecting />
      {wanted ? (
        <Suspense fallback={button}>
          <Opened />
        </Suspense>
      ) : (
        button
      )}
    </>
  )
}
