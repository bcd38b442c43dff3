'use client'
import {
  cloneElement,
  lazy,
  Suspense,
  useState,
  type ComponentPropsWithRef,
  type ReactElement,
  type ReactNode,
} from 'react'

type Does = { onClick: () => void } | { href: string } | { file: string }
export type MenuEntry =
  | 'divider'
  | (Readonly<{ label: string; icon?: ReactNode; end?: ReactNode; color?: string; tall?: boolean }> & Does)
export type ActionMenuProps = Readonly<{
  trigger: ReactElement<ComponentPropsWithRef<'button'>>
  entries: readonly MenuEntry[]
  width?: number
}>

const load = () => import('./action-menu-opened')
const Opened = lazy(async () => ({ default: (await load()).ActionMenuOpened }))

/** A button with a menu behind it, which is fetched when a hand or the keyboard comes near. */
export function ActionMenu(props: ActionMenuProps) {
  const [wanted, setWanted] = useState(false)
  const come = () => void load()
  const trigger = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    onPointerEnter: come,
    onFocus: come,
    onClick: () => setWanted(true),
  })
  if (!wanted) return trigger
  return (
    <Suspense fallback={trigger}>
      <Opened {...props} />
    </Suspense>
  )
}
