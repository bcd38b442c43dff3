'use client'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconCopy, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '@/app/_components/form'
import { Mark } from '@/app/_features/products/mark'
import { ActionIcon } from '@/app/_components/ui/button'
import classes from './editor.module.css'

type Props = Readonly<{
  domId: string
  id: string
  label: string
  summary: ReactNode
  open: boolean
  onOpen: (open: boolean) => void
  problems: number
  first: boolean
  last: boolean
  onMove: (by: -1 | 1) => void
  onDuplicate?: () => void
  onRemove: () => void
  children: ReactNode
}>

/** One transport or channel in the editor: a line to fold, what can be done with it, and its fields. */
export function PartFrame(props: Props) {
  const { domId, id, label, summary, open, onOpen, problems, first, last, onMove, onDuplicate, onRemove, children } =
    props
  const { t } = useTranslation('specs')
  const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const
  const action = { variant: 'subtle', color: 'gray', size: 32 } as const
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the fields inside
    <section
      id={domId}
      className={classes.part}
      aria-label={label}
      onKeyDown={(event) => {
        if (!event.altKey || isComposing(event)) return
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
        event.preventDefault()
        onMove(event.key === 'ArrowUp' ? -1 : 1)
        // The focus moves with it.
        const { target } = event
        if (target instanceof HTMLElement) requestAnimationFrame(() => target.focus())
      }}
    >
      <header className={classes.partHead}>
        <button type="button" className={classes.fold} aria-expanded={open} onClick={() => onOpen(!open)}>
          <IconChevronDown {...icon} className={classes.chevron} data-open={open || undefined} />
          <span className={classes.partName}>{id || '–'}</span>
          <span className={classes.partSummary}>{summary}</span>
          {problems > 0 && <Mark tone="amber">{t('contract.editor.problems', { count: problems })}</Mark>}
        </button>
        <span className={classes.partActions}>
          <ActionIcon
            {...action}
            aria-label={t('contract.editor.up', { id })}
            disabled={first}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp {...icon} />
          </ActionIcon>
          <ActionIcon
            {...action}
            aria-label={t('contract.editor.down', { id })}
            disabled={last}
            onClick={() => onMove(1)}
          >
            <IconArrowDown {...icon} />
          </ActionIcon>
          {onDuplicate && (
            <ActionIcon {...action} aria-label={t('contract.editor.duplicate', { id })} onClick={onDuplicate}>
              <IconCopy {...icon} />
            </ActionIcon>
          )}
          <ActionIcon {...action} aria-label={t('contract.editor.remove', { id })} onClick={onRemove}>
            <IconTrash {...icon} />
          </ActionIcon>
        </span>
      </header>
      {open && <div className={classes.partBody}>{children}</div>}
    </section>
  )
}
