'use client'
import { useQuery } from '@tanstack/react-query'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconCopy, IconTrash, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { ActionMenu, type MenuEntry } from '@/app/_components/action-menu'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { sections, verificationMethods } from '@/server/domains/specs/rules/requirement'
import classes from './selection-bar.module.css'
import type { BulkChange } from './types'

type Props = Readonly<{
  productId: string
  count: number
  onChange: (change: BulkChange) => void
  onDuplicate: () => void
  onMove: (step: 'up' | 'down') => void
  onRemove: () => void
  onClear: () => void
}>

/** What can be done with the selected requirements together; stands at the foot of the list. */
export function SelectionBar({ productId, count, onChange, onDuplicate, onMove, onRemove, onClear }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const trpc = useTRPC()
  const people = useQuery(trpc.products.listPeople.queryOptions({ productId }))
  return (
    <div className={`${classes.bar} no-print`} role="toolbar" aria-label={t('bulk.label')}>
      <output className={classes.count}>{t('bulk.count', { count })}</output>
      <Choice
        label={t('bulk.section')}
        entries={sections.map((section) => ({
          label: t(`section.${section}`),
          onClick: () => onChange({ section }),
        }))}
      />
      <Choice
        label={t('bulk.verification')}
        entries={[
          ...verificationMethods.map((verification) => ({
            label: t(`verification.${verification}`),
            onClick: () => onChange({ verification }),
          })),
          { label: t('editor.noVerification'), onClick: () => onChange({ verification: null }) },
        ]}
      />
      <Choice
        label={t('bulk.critical')}
        entries={[
          { label: t('bulk.markCritical'), onClick: () => onChange({ critical: true }) },
          { label: t('bulk.unmarkCritical'), onClick: () => onChange({ critical: false }) },
        ]}
      />
      <Choice
        label={t('bulk.owner')}
        entries={[
          { label: t('editor.nobody'), onClick: () => onChange({ ownerId: null }) },
          ...(people.data ?? []).flatMap((side) =>
            side.people.map((person) => ({
              label: `${format.person(person)} · ${format.org(side)}`,
              onClick: () => onChange({ ownerId: person.userId }),
            })),
          ),
        ]}
      />
      <span className={classes.divider} />
      <Act label={t('bulk.up')} onClick={() => onMove('up')}>
        <IconArrowUp size={17} aria-hidden />
      </Act>
      <Act label={t('bulk.down')} onClick={() => onMove('down')}>
        <IconArrowDown size={17} aria-hidden />
      </Act>
      <Act label={t('bulk.duplicate')} onClick={onDuplicate}>
        <IconCopy size={17} aria-hidden />
      </Act>
      <Act label={t('bulk.remove')} onClick={onRemove}>
        <IconTrash size={17} aria-hidden />
      </Act>
      <span className={classes.spacer} />
      <Act label={t('bulk.clear')} onClick={onClear}>
        <IconX size={17} aria-hidden />
      </Act>
    </div>
  )
}

const Choice = ({ label, entries }: { label: string; entries: readonly MenuEntry[] }) => (
  <ActionMenu
    width={220}
    trigger={
      <Button size="compact-md" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
        {label}
      </Button>
    }
    entries={entries}
  />
)

const Act = ({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) => (
  <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} title={label} onClick={onClick}>
    {children}
  </ActionIcon>
)
