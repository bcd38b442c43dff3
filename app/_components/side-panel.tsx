'use client'
import { IconX } from '@tabler/icons-react'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { ActionIcon } from '@/app/_components/ui/button'
import classes from './side-panel.module.css'

type Props = Readonly<{
  label: string
  title: ReactNode
  /** Name of the button that closes it. */
  closeLabel: string
  tools?: ReactNode
  /** With every new value the panel takes the focus again, unless it is inside already. */
  stage?: string
  /** For what is read side by side. */
  wide?: boolean
  onClose: () => void
  children: ReactNode
}>

/** What stands beside a grid, or in front of it on a phone. Takes the focus when it opens; Escape closes it. */
export function SidePanel({ label, title, closeLabel, tools, stage, wide = false, onClose, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const panel = useRef<HTMLElement>(null)
  // With the picture, not after it: a key pressed at once is heard here.
  useLayoutEffect(() => {
    if (!panel.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true })
  }, [stage])
  return (
    // Escape from anywhere inside closes it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      ref={panel}
      className={`${classes.panel} no-print`}
      aria-label={label}
      data-wide={wide || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing && !event.defaultPrevented) onClose()
      }}
    >
      <header className={classes.head}>
        <h2 className={classes.title} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {tools}
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={closeLabel} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
    </aside>
  )
}
