'use client'
import { useClipboard } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconChevronDown, IconChevronUp, IconLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { Group, Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Dialog } from '@/app/_components/dialog'
import { SidePanel } from '@/app/_components/side-panel'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { beginEdit } from './merge'
import classes from './requirement-panel.module.css'
import { RequirementView } from './requirement-view'
import type { Requirement, RevisionSummary, Spec } from './types'
import { blankContent, useEdit } from './use-edit'
import { unwritten } from './use-open-requirement'
import type { SpecData } from './use-spec-data'
import { useWords } from './use-words'

/** Fetched when something is written for the first time. */
const RequirementEditor = lazy(async () => ({ default: (await import('./requirement-editor')).RequirementEditor }))

type Props = Readonly<{
  spec: Spec
  summary: RevisionSummary
  data: SpecData
  openId: string
  /** Undefined where it is not in this revision, or not written yet. */
  requirement: Requirement | undefined
  editable: boolean
  editing: boolean
  onEditing: (editing: boolean) => void
  /** Behind which one a new requirement goes; null: at the end. */
  after: string | null
  threadId: string | null
  onClose: () => void
  onOpen: (id: string) => void
  onStep: (by: 1 | -1) => void
  /** A new requirement was saved; `another` follows behind it. */
  onAdded: (id: string, another: boolean) => void
  onRemove: () => void
}>

/** One requirement beside the list: read, translated, asked about, and edited while the revision is a draft. */
export function RequirementPanel(props: Props) {
  const { spec, summary, data, openId, requirement, editable, after, onClose } = props
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const people = useQuery(trpc.products.listPeople.queryOptions({ productId: spec.productId }))
  const sides = people.data ?? []
  const words = useWords(sides.flatMap((side) => side.people))
  const isNew = openId === unwritten
  const { edit, setEdit, type, changed } = useEdit(spec.id, openId, summary.id, requirement)
  const wanted = props.editing || isNew
  const [asking, setAsking] = useState(false)

  // Editing begins with what the requirement says now; a new one with the section of the one it follows.
  const section = data.requirements.find((each) => each.id === after)?.section ?? data.requirements.at(-1)?.section
  const begin = wanted && edit === null && editable && (isNew || requirement !== undefined)
  useEffect(() => {
    if (!begin) return
    const base = blankContent(section ?? 'electrical', format.locale)
    const fresh = requirement
      ? beginEdit(summary.id, requirement)
      : { revisionId: summary.id, version: 0, base, now: base, rival: null }
    // What was typed before and found again comes first.
    setEdit((found) => found ?? fresh)
  }, [begin, requirement, section, summary.id, format.locale, setEdit])
  const editorOpen = edit !== null && (wanted || changed)

  const stop = () => {
    setEdit(null)
    props.onEditing(false)
    if (isNew) onClose()
  }
  const leave = () => {
    if (editorOpen && changed) setAsking(true)
    else if (editorOpen && !isNew) stop()
    else onClose()
  }
  const title = requirement ? requirement.code : isNew ? t('specs:requirement.new') : ' '
  return (
    <SidePanel
      wide
      stage={editorOpen ? 'editing' : 'reading'}
      label={requirement ? t('specs:requirement.panel', { code: requirement.code }) : t('specs:requirement.new')}
      title={title}
      closeLabel={t('specs:requirement.close')}
      onClose={leave}
      tools={
        requirement && (
          <Tools
            {...props}
            requirement={requirement}
            onEdit={editable && !editorOpen ? () => props.onEditing(true) : null}
          />
        )
      }
    >
      {editorOpen ? (
        <Suspense fallback={<Skeleton height={320} />}>
          <RequirementEditor
            // What was typed for one requirement never shows in another.
            key={openId}
            spec={spec}
            summary={summary}
            data={data}
            sides={sides}
            words={words}
            requirement={requirement}
            openId={openId}
            isNew={isNew}
            editable={editable}
            edit={edit}
            kept={changed && !wanted}
            onType={type}
            onEdit={setEdit}
            onCancel={leave}
            onDiscard={stop}
            after={after}
            onSaved={() => {
              setEdit(null)
              props.onEditing(false)
            }}
            onAdded={(added, another) => {
              setEdit(null)
              props.onAdded(added, another)
            }}
          />
        </Suspense>
      ) : requirement ? (
        <RequirementView
          key={openId}
          spec={spec}
          summary={summary}
          requirement={requirement}
          checks={data.checksOf.get(requirement.id) ?? []}
          words={words}
          threadId={props.threadId}
          onOpen={props.onOpen}
        />
      ) : (
        !isNew && <Text c="dimmed">{t('specs:requirement.gone')}</Text>
      )}
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t('specs:editor.askTitle')}>
        <Stack>
          <Text>{t('specs:editor.askBody')}</Text>
          <Group>
            <Button data-autofocus onClick={() => setAsking(false)}>
              {t('specs:editor.askKeep')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setAsking(false)
                stop()
              }}
            >
              {t('specs:editor.askLeave')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </SidePanel>
  )
}

type ToolsProps = Pick<Props, 'spec' | 'onStep' | 'editable' | 'onRemove'> &
  Readonly<{ requirement: Requirement; onEdit: (() => void) | null }>

function Tools({ spec, requirement, editable, onStep, onRemove, onEdit }: ToolsProps) {
  const { t } = useTranslation(['specs', 'common'])
  const clipboard = useClipboard()
  const shared = { variant: 'subtle', color: 'gray', size: 36 } as const
  return (
    <span className={classes.tools}>
      {onEdit && (
        <Button size="compact-md" variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
          {t('specs:requirement.edit')}
        </Button>
      )}
      {editable && (
        <ActionIcon {...shared} aria-label={t('specs:bulk.remove')} onClick={onRemove}>
          <IconTrash size={17} />
        </ActionIcon>
      )}
      <ActionIcon {...shared} aria-label={t('specs:requirement.previous')} onClick={() => onStep(-1)}>
        <IconChevronUp size={18} />
      </ActionIcon>
      <ActionIcon {...shared} aria-label={t('specs:requirement.next')} onClick={() => onStep(1)}>
        <IconChevronDown size={18} />
      </ActionIcon>
      <ActionIcon
        {...shared}
        color={clipboard.copied ? 'celadon' : 'gray'}
        aria-label={clipboard.copied ? t('common:actions.copied') : t('specs:requirement.copyLink')}
        onClick={() =>
          clipboard.copy(`${window.location.origin}${paths.requirement(spec.productId, spec.id, requirement.id)}`)
        }
      >
        <IconLink size={18} />
      </ActionIcon>
    </span>
  )
}
