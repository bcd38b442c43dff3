'use client'
import { IconArrowDown, IconArrowUp, IconDots, IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu, type MenuEntry } from '@/app/_components/action-menu'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { alternateLifecycle, type AlternateCommand } from '@/server/domains/parts/lifecycle'
import type { PartSource, PartView } from '@/server/domains/parts/queries/get-part'
import { LifecycleChip } from './lifecycle-chip'
import { usePartChanged } from './use-part-changed'
import classes from './sources.module.css'

export type SourceDialogProps = Readonly<{
  part: PartView
  /** Null: one more. */
  source: PartSource | null
  opened: boolean
  onClose: () => void
}>
export type DecideDialogProps = Readonly<{
  source: PartSource
  command: AlternateCommand
  opened: boolean
  onClose: () => void
}>
export type FactsDialogProps = Readonly<{ source: PartSource; opened: boolean; onClose: () => void }>
const SourceDialog = onFirstUse<SourceDialogProps>(() =>
  import('./source-dialog').then((module) => module.SourceDialog),
)
const DecideDialog = onFirstUse<DecideDialogProps>(() =>
  import('./decide-dialog').then((module) => module.DecideDialog),
)
const FactsDialog = onFirstUse<FactsDialogProps>(() => import('./facts-dialog').then((module) => module.FactsDialog))

type Open =
  | Readonly<{ kind: 'edit'; source: PartSource | null }>
  | Readonly<{ kind: 'decide'; source: PartSource; command: AlternateCommand }>
  | Readonly<{ kind: 'facts'; source: PartSource }>

/** The approved manufacturer list of a part, first choice on top. */
export function Sources({ part, open }: { part: PartView; open: boolean }) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const [dialog, setDialog] = useState<Open | null>(null)
  const [last, setLast] = useState(dialog)
  // A dialog that closes keeps what it was about until it is gone.
  if (dialog !== null && dialog !== last) setLast(dialog)
  const close = () => setDialog(null)
  const rank = useMutation(trpc.parts.rankManufacturerParts.mutationOptions({ onSettled: usePartChanged() }))
  const move = (at: number, step: 1 | -1) => {
    const ids = part.sources.map(({ id }) => id)
    const [one, other] = [ids[at], ids[at + step]]
    if (one === undefined || other === undefined) return
    ids[at] = other
    ids[at + step] = one
    rank.mutate({ partId: part.id, version: part.version, manufacturerPartIds: ids })
  }
  return (
    <Panel
      flush
      title={t('sources.title')}
      actions={
        open ? (
          <Button
            size="compact-md"
            variant="default"
            className={classes.add}
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setDialog({ kind: 'edit', source: null })}
          >
            {t('sources.add')}
          </Button>
        ) : undefined
      }
    >
      <p className={classes.hint}>{t(part.sources.length === 0 ? 'sources.empty' : 'sources.hint')}</p>
      <ErrorNotice error={rank.error} />
      <ol className={classes.rows}>
        {part.sources.map((source, at) => (
          <SourceRow
            key={source.id}
            source={source}
            may={open ? part.may : null}
            up={open && at > 0 ? () => move(at, -1) : null}
            down={open && at < part.sources.length - 1 ? () => move(at, 1) : null}
            busy={rank.isPending}
            onOpen={setDialog}
          />
        ))}
      </ol>
      {last?.kind === 'edit' && (
        <SourceDialog part={part} source={last.source} opened={dialog?.kind === 'edit'} onClose={close} />
      )}
      {last?.kind === 'decide' && (
        <DecideDialog source={last.source} command={last.command} opened={dialog?.kind === 'decide'} onClose={close} />
      )}
      {last?.kind === 'facts' && <FactsDialog source={last.source} opened={dialog?.kind === 'facts'} onClose={close} />}
    </Panel>
  )
}

const tones = { proposed: 'amber', approved: 'accent', rejected: 'muted', retired: 'muted' } as const

type RowProps = Readonly<{
  source: PartSource
  may: PartView['may'] | null
  up: (() => void) | null
  down: (() => void) | null
  busy: boolean
  onOpen: (dialog: Open) => void
}>

function SourceRow({ source, may, up, down, busy, onOpen }: RowProps) {
  const { t } = useTranslation('parts')
  const format = useFormat()
  const { mpn, manufacturer, status, lifecycle, effective, effectiveFrom, reason, decider, decidedAt } = source
  const entries: MenuEntry[] = may
    ? alternateLifecycle
        .commandsFrom(status)
        .filter((command) => (command === 'propose' ? may.write : may.approve))
        .map((command) => ({
          label: t(`sources.${command}`),
          onClick: () => onOpen({ kind: 'decide', source, command }),
          tall: true,
        }))
    : []
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <span className={classes.main}>
          <span className={classes.mpn}>{mpn}</span>
          <span>{manufacturer === '' ? t('sources.noMaker') : manufacturer}</span>
          <Chip tone={tones[status]}>{t(`status.${status}`)}</Chip>
          <LifecycleChip lifecycle={lifecycle} />
        </span>
        <span className={classes.faint}>
          {[
            t('sources.rank', { rank: source.rank }),
            source.package,
            source.msl === '' ? '' : `MSL ${source.msl}`,
            source.rohs === 'unknown' ? '' : `RoHS: ${t(`compliance.${source.rohs}`)}`,
            status === 'approved' && !effective && effectiveFrom !== null
              ? t('sources.notYet', { day: effectiveFrom })
              : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {reason && (
          <span className={classes.faint}>
            <BilingualWords text={reason} />
          </span>
        )}
        {decider && decidedAt && (
          <span className={classes.faint}>
            {t('sources.by', { person: format.person(decider), day: format.day(decidedAt) })}
          </span>
        )}
        {source.datasheet !== '' && <TextLink href={source.datasheet}>{t('part.open')}</TextLink>}
        {source.attachments.map(({ id, name }) => (
          <TextLink key={id} href={paths.files.attachment(id)}>
            {name}
          </TextLink>
        ))}
      </div>
      {may && (
        <div className={classes.tools}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            disabled={up === null || busy}
            aria-label={t('sources.up', { mpn })}
            onClick={() => up?.()}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={34}
            disabled={down === null || busy}
            aria-label={t('sources.down', { mpn })}
            onClick={() => down?.()}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionMenu
            trigger={
              <ActionIcon variant="default" size={34} aria-label={t('sources.actions', { mpn })}>
                <IconDots size={16} />
              </ActionIcon>
            }
            entries={[
              { label: t('sources.edit'), onClick: () => onOpen({ kind: 'edit', source }), tall: true },
              { label: t('sources.fetch'), onClick: () => onOpen({ kind: 'facts', source }), tall: true },
              ...(entries.length > 0 ? (['divider', ...entries] as const) : []),
            ]}
          />
        </div>
      )}
    </li>
  )
}
