'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Skeleton } from '@/app/_components/ui/layout'
import { AttachField } from '@/app/_features/attachments/attach-field'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form, isComposing } from '@/app/_components/form'
import { bindingSide } from '@/app/_features/language/typed'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useSendKey } from '@/app/_lib/use-send-key'
import type { ProductSide } from '@/server/domains/products/queries/list-people'
import { longestText, longestTitle } from '@/server/domains/specs/rules/limits'
import {
  requirementKinds,
  sections,
  textFields,
  valueFields,
  verificationMethods,
} from '@/server/domains/specs/rules/requirement'
import { Conflict } from './conflict'
import { LinksField } from './links-field'
import { choose, isChanged, openFields, type Edit } from './merge'
import { idAfter } from './outline'
import classes from './requirement-editor.module.css'
import { TextPair } from './text-pair'
import type { Content, Requirement, RevisionSummary, Spec, TypedText } from './types'
import type { SpecData } from './use-spec-data'
import { useAttached } from './use-attached'
import type { Typed } from './use-edit'
import { useRestore } from './use-restore'
import type { useWords } from './use-words'

type Props = Readonly<{
  spec: Spec
  summary: RevisionSummary
  data: SpecData
  sides: readonly ProductSide[]
  words: ReturnType<typeof useWords>
  /** As the server has it now; undefined for a new one, and for one that somebody removed. */
  requirement: Requirement | undefined
  openId: string
  isNew: boolean
  editable: boolean
  edit: Edit
  /** What is shown was typed earlier and found again. */
  kept: boolean
  after: string | null
  onType: (change: Typed) => void
  onEdit: (edit: Edit) => void
  onCancel: () => void
  onDiscard: () => void
  onSaved: () => void
  onAdded: (id: string, another: boolean) => void
}>

const isStale = (error: Readonly<{ message: string }> | null): boolean => error?.message === 'specs.requirementStale'

/** All fields of a requirement. Saves on top of what was on the screen when editing began, and never over somebody else. */
export function RequirementEditor(props: Props) {
  const { spec, summary, data, words, requirement, isNew, editable, edit, kept, after, onType, onEdit } = props
  const { t } = useTranslation(['specs', 'common', 'attachments'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const key = useSendKey()
  const refreshed = () => queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
  const save = useMutation(
    trpc.specs.editRequirement.mutationOptions({
      onSuccess: () => {
        props.onSaved()
        void refreshed()
      },
      // Theirs is asked for at once, and stands beside what is typed here.
      onError: (error) => (isStale(error) ? refreshed() : undefined),
    }),
  )
  const add = useMutation(
    trpc.specs.addRequirements.mutationOptions({
      onSuccess: refreshed,
    }),
  )
  const files = useAttached(spec.productId, summary.id, edit, onType)
  const { restore, restoring } = useRestore(summary.id)
  const { now } = edit
  const gone = !isNew && requirement === undefined
  const untitled = now.title.en.trim() === '' && now.title.zh.trim() === ''
  const undecided = openFields(edit).length > 0
  const pending = save.isPending || add.isPending
  const savable =
    editable && !untitled && !undecided && !pending && !gone && !files.attach.busy && (isNew || isChanged(edit))
  const submit = (more: boolean) => {
    if (!savable) return
    if (isNew) addAs(after === null ? null : idAfter(data.requirements, after), more)
    else if (requirement)
      save.mutate({
        revisionId: summary.id,
        requirementId: requirement.id,
        version: edit.version,
        content: asInput(now),
      })
  }
  const addAs = (before: string | null, more = false) =>
    add.mutate(
      { revisionId: summary.id, before, requirements: [asInput(now)] },
      { onSuccess: ({ requirementIds: [id = ''] }) => props.onAdded(id, more) },
    )
  const error = isStale(save.error) ? null : (save.error ?? add.error)
  return (
    <Form
      className={classes.form}
      onPaste={files.attach.onPaste}
      onSubmit={(event) => {
        event.preventDefault()
        submit(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event)) return
        event.preventDefault()
        submit(event.shiftKey && isNew)
      }}
    >
      {!editable && <Alert color="yellow" variant="light" title={t('specs:editor.frozen')} />}
      {kept && (
        <Alert color="yellow" variant="light" p="xs">
          <Group justify="space-between" gap="sm">
            <span>{t('specs:editor.kept')}</span>
            <Button size="compact-sm" variant="default" onClick={props.onDiscard}>
              {t('specs:editor.discard')}
            </Button>
          </Group>
        </Alert>
      )}
      {gone && editable && (
        <Alert color="yellow" variant="light" role="alert" title={t('specs:editor.goneTitle')}>
          <p className={classes.note}>{t('specs:editor.goneBody')}</p>
          <Group gap="sm">
            <Button size="compact-md" loading={restoring} onClick={() => restore([props.openId])}>
              {t('specs:editor.putBack')}
            </Button>
            <Button size="compact-md" variant="default" loading={add.isPending} onClick={() => addAs(null)}>
              {t('specs:editor.addAgain')}
            </Button>
            <Button size="compact-md" variant="default" onClick={props.onDiscard}>
              {t('specs:editor.discard')}
            </Button>
          </Group>
        </Alert>
      )}
      <Conflict
        edit={edit}
        valueIn={files.valueIn(words.valueIn)}
        onChoose={(field, side) => onEdit(choose(edit, field, side))}
      />
      <fieldset className={classes.fields} disabled={pending}>
        {textFields.map((field) => (
          <TextPair
            key={field}
            label={t(`specs:requirement.${field}`)}
            value={now[field]}
            before={requirement?.[field]}
            maxLength={field === 'title' ? longestTitle : longestText}
            productId={spec.productId}
            critical={now.critical}
            short={field !== 'text'}
            autoFocus={field === 'title' && !kept}
            onChange={(value) => onType({ [field]: value })}
          />
        ))}
        <Figures now={now} onType={onType} />
        <Facts {...props} />
        <LinksField
          productId={spec.productId}
          links={now.links}
          requirements={data.requirements}
          onChange={(links) => onType({ links })}
        />
        {files.waiting ? (
          <Skeleton height={110} />
        ) : (
          <AttachField
            label={t('specs:requirement.attachments')}
            note={t('attachments:audience.all')}
            attach={files.attach}
            attached={files.attached}
            onRemove={files.remove}
          />
        )}
        <ErrorNotice error={files.error} onRetry={files.retry} />
      </fieldset>
      <ErrorNotice error={error} />
      <footer className={classes.foot}>
        <Button type="submit" loading={pending} disabled={!savable && !pending}>
          {t('specs:editor.save')}
        </Button>
        {isNew && (
          <Button variant="default" disabled={!savable} onClick={() => submit(true)}>
            {t('specs:editor.saveAnother')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={props.onCancel}>
          {t('specs:editor.cancel')}
        </Button>
        <span className={classes.keys}>
          {files.attach.busy
            ? t('specs:editor.filesOnTheirWay')
            : untitled && isChanged(edit)
              ? t('specs:editor.titleNeeded')
              : t('specs:editor.keys', { key })}
        </span>
      </footer>
    </Form>
  )
}

const bound = (typed: TypedText): TypedText => ({ ...typed, source: bindingSide(typed) })
/** The same content, with lists that the request may own. */
const asInput = (content: Content) => ({
  ...content,
  title: bound(content.title),
  text: bound(content.text),
  condition: bound(content.condition),
  links: [...content.links],
  attachmentIds: [...content.attachmentIds],
})

type Part = Readonly<{ now: Content; onType: (change: Typed) => void }>

function Figures({ now, onType }: Part) {
  const { t } = useTranslation('specs')
  return (
    <div className={classes.block}>
      <NativeSelect
        size="sm"
        label={t('requirement.kind')}
        className={classes.kind}
        value={now.kind}
        onChange={(event) =>
          onType({ kind: requirementKinds.find((each) => each === event.currentTarget.value) ?? now.kind })
        }
        data={requirementKinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
      />
      {now.kind === 'numeric' && (
        <div className={classes.figures}>
          {[...valueFields, 'unit' as const].map((field) => (
            <TextInput
              key={field}
              size="sm"
              label={t(`figures.${field}`)}
              inputMode={field === 'unit' ? 'text' : 'decimal'}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={field === 'unit' ? 24 : 40}
              value={now.values[field]}
              onChange={(event) => onType({ values: { ...now.values, [field]: event.currentTarget.value } })}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function Facts({ sides, edit: { now }, onType }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  return (
    <div className={classes.facts}>
      <NativeSelect
        size="sm"
        label={t('requirement.section')}
        value={now.section}
        onChange={(event) =>
          onType({ section: sections.find((each) => each === event.currentTarget.value) ?? now.section })
        }
        data={sections.map((each) => ({ value: each, label: t(`section.${each}`) }))}
      />
      <NativeSelect
        size="sm"
        label={t('requirement.verification')}
        value={now.verification ?? ''}
        onChange={(event) =>
          onType({ verification: verificationMethods.find((each) => each === event.currentTarget.value) ?? null })
        }
        data={[
          { value: '', label: t('editor.noVerification') },
          ...verificationMethods.map((each) => ({ value: each, label: t(`verification.${each}`) })),
        ]}
      />
      <NativeSelect
        size="sm"
        label={t('requirement.owner')}
        value={now.ownerId ?? ''}
        onChange={(event) => onType({ ownerId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        data={[
          { value: '', label: t('editor.nobody') },
          ...sides.flatMap((side) =>
            side.people.map((person) => ({
              value: person.userId,
              label: `${format.person(person)} · ${format.org(side)}`,
            })),
          ),
        ]}
      />
      <Checkbox
        className={classes.critical}
        label={t('requirement.critical')}
        checked={now.critical}
        onChange={(event) => onType({ critical: event.currentTarget.checked })}
      />
    </div>
  )
}
