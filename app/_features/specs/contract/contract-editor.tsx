'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form, isComposing } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import type { ContractView } from '@/server/domains/specs/queries/contracts'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import { ChannelFields } from './channel-fields'
import { Conflict } from './conflict'
import contract from './contract.module.css'
import {
  addChannel,
  addTransport,
  changeChannel,
  changeTransport,
  duplicateChannel,
  moved,
  saidOf,
  toContract,
  toDraft,
  type Draft,
  type Editing,
} from './draft'
import classes from './editor.module.css'
import { Line } from './fields'
import { IdentityFields, OtaFields } from './identity-fields'
import { ImportButton } from './import-button'
import { PartFrame } from './part-frame'
import { Standing } from './standing'
import { TransportFields } from './transport-fields'
import { useContractCheck } from './use-contract-check'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{
  productId: string
  revisionId: string
  language: Language
  stored: ContractView | null
  editing: Editing
  /** Null once it is stored or given up. */
  onChange: (editing: Editing | null) => void
  onClose: () => void
}>

/** The contract of a draft, open for change. What is typed stays in the tab until it is stored or given up. */
export function ContractEditor({ productId, revisionId, language, stored, editing, onChange, onClose }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  const words = useContractWords()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { draft, base, version } = editing
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [undo, setUndo] = useState<Readonly<{ draft: Draft; id: string }> | null>(null)
  const [asking, setAsking] = useState<'discard' | 'remove' | null>(null)
  const { check, error, fresh } = useContractCheck(revisionId, draft)
  const problems = check?.problems ?? []
  const at = (path: string) => {
    const found = problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}/`))
    return found && words.problem(found)
  }
  const countUnder = (path: string) => problems.filter((problem) => problem.path.startsWith(`${path}/`)).length
  // A channel that was renamed is still shown against the purpose it had.
  const purposeOf = (id: string, purpose: BilingualText) =>
    base?.channels.find((channel) => channel.id === id)?.purpose ??
    base?.channels.find((channel) => channel.purpose[purpose.source] === purpose[purpose.source])?.purpose
  const set = (next: Draft) => onChange({ ...editing, draft: next })
  const refresh = () => queryClient.invalidateQueries(trpc.specs.pathFilter())
  const save = useMutation(
    trpc.specs.editContract.mutationOptions({
      onSuccess: async () => {
        await refresh()
        onChange(null)
        notify({ message: t('specs:contract.editor.saved') })
      },
      // Somebody else was first, perhaps: then theirs is fetched and shown beside mine.
      onError: refresh,
    }),
  )
  const remove = useMutation(
    trpc.specs.removeContract.mutationOptions({
      onSuccess: async () => {
        await refresh()
        onChange(null)
      },
      onError: refresh,
    }),
  )
  const stale = !save.isPending && !remove.isPending && (stored?.version ?? 0) !== version
  const reveal = (domId: string, key: string) => {
    setOpen((now) => new Set([...now, key]))
    requestAnimationFrame(() => {
      const part = document.getElementById(domId)
      part?.scrollIntoView({ block: 'start' })
      part?.querySelector<HTMLElement>('[aria-invalid], input, select, textarea')?.focus()
    })
  }
  const goToFirst = () => {
    const [, list, index] = problems[0]?.path.split('/') ?? []
    const part = list === 'channels' || list === 'transports' ? draft[list][Number(index)] : undefined
    if (part) return reveal(`part-${part.key}`, part.key)
    document.querySelector<HTMLElement>('form [aria-invalid]')?.focus()
  }
  const submit = () => {
    if (save.isPending || stale) return
    if (fresh && problems.length > 0) return goToFirst()
    save.mutate({ revisionId, version, contract: toContract(draft), said: saidOf(draft) })
  }
  const made = ({ draft: next, key }: Readonly<{ draft: Draft; key: string }>) => {
    set(next)
    reveal(`part-${key}`, key)
  }
  const take = (key: string, id: string, next: Draft) => {
    setUndo({ draft, id })
    set(next)
    setOpen((now) => new Set([...now].filter((each) => each !== key)))
  }
  const frame = (list: 'transports' | 'channels', key: string, index: number) => ({
    domId: `part-${key}`,
    open: open.has(key),
    onOpen: (wanted: boolean) =>
      setOpen((now) => (wanted ? new Set([...now, key]) : new Set([...now].filter((each) => each !== key)))),
    problems: countUnder(`/${list}/${index}`),
    first: index === 0,
    last: index === draft[list].length - 1,
    onMove: (by: -1 | 1) => set({ ...draft, [list]: moved<{ key: string }>(draft[list], key, by) }),
  })
  const general = problems.filter(({ path }) => path.split('/').length <= 2 && path !== '/version')
  const { standing } = check ?? {}
  return (
    <Form
      aria-label={t('specs:contract.editor.title')}
      className={contract.body}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return
        const command = event.ctrlKey || event.metaKey
        if (command && (event.key === 'Enter' || event.key === 's')) {
          event.preventDefault()
          submit()
        } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
          // Enter in a line is no wish to store all of it.
          event.preventDefault()
        } else if (event.key === 'Escape') onClose()
      }}
    >
      {stale && stored && (
        <Conflict
          base={base}
          mine={toContract(draft)}
          theirs={stored.contract}
          onMerged={(merged: CloudContract) => {
            save.reset()
            onChange({ base: stored.contract, version: stored.version, draft: toDraft(merged) })
          }}
        />
      )}
      {stale && !stored && (
        <div className={contract.notice}>
          {t('specs:contract.conflict.waiting')}
          <Button size="compact-sm" onClick={() => onChange({ base: null, version: 0, draft })}>
            {t('specs:contract.conflict.take')}
          </Button>
        </div>
      )}
      <ErrorNotice error={stale ? null : (save.error ?? remove.error)} />
      <ErrorNotice error={error} />
      <Panel title={t('specs:contract.standing.title')}>
        <Stack gap="sm">
          <div className={classes.versionRow}>
            <Line
              mono
              label={t('specs:contract.field.version')}
              description={t('specs:contract.editor.versionHint')}
              value={draft.version}
              error={
                at('/version') ??
                (standing?.versionProblem
                  ? t(`specs:contract.versionProblem.${standing.versionProblem}`, {
                      required: standing.requiredVersion ?? '',
                    })
                  : undefined)
              }
              onChange={(next) => set({ ...draft, version: next })}
            />
            {standing?.versionProblem && standing.requiredVersion !== null && (
              <Button
                variant="default"
                onClick={() => set({ ...draft, version: standing.requiredVersion ?? draft.version })}
              >
                {t('specs:contract.editor.useVersion', { version: standing.requiredVersion })}
              </Button>
            )}
          </div>
          {standing && <Standing standing={standing} release={null} />}
          {general.map((problem, index) => (
            <p key={index} className={classes.general}>
              {words.problem(problem)}
            </p>
          ))}
        </Stack>
      </Panel>
      <Panel
        title={t('specs:contract.view.transports')}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => made(addTransport(draft))}>
            {t('specs:contract.editor.addTransport')}
          </Button>
        }
        flush
      >
        {draft.transports.map(({ key, ...transport }, index) => (
          <PartFrame
            key={key}
            {...frame('transports', key, index)}
            id={transport.id}
            label={t('specs:contract.editor.transportOf', { id: transport.id })}
            summary={words.option('kind', transport.kind)}
            onRemove={() =>
              take(key, transport.id, {
                ...draft,
                transports: draft.transports.filter((each) => each.key !== key),
              })
            }
          >
            <TransportFields
              value={transport}
              at={(field) => at(`/transports/${index}/${field}`)}
              onChange={(next) => set(changeTransport(draft, key, next))}
            />
          </PartFrame>
        ))}
      </Panel>
      <Panel
        title={t('specs:contract.view.channels')}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => made(addChannel(draft, language))}>
            {t('specs:contract.editor.addChannel')}
          </Button>
        }
        flush
      >
        {draft.channels.map(({ key, ...channel }, index) => (
          <PartFrame
            key={key}
            {...frame('channels', key, index)}
            id={channel.id}
            label={t('specs:contract.editor.channelOf', { id: channel.id })}
            summary={
              <>
                {words.option('direction', channel.direction)} <code translate="no">{channel.address}</code>
              </>
            }
            onDuplicate={() => made(duplicateChannel(draft, key))}
            onRemove={() =>
              take(key, channel.id, { ...draft, channels: draft.channels.filter((each) => each.key !== key) })
            }
          >
            <ChannelFields
              value={channel}
              transports={draft.transports}
              productId={productId}
              stored={purposeOf(channel.id, channel.purpose)}
              at={(field) => at(`/channels/${index}/${field}`)}
              schemaProblems={problems.filter(({ path }) => path.startsWith(`/channels/${index}/payload/schema`))}
              onChange={(next) => set(changeChannel(draft, key, next))}
            />
          </PartFrame>
        ))}
      </Panel>
      <IdentityFields draft={draft} onChange={set} at={at} />
      <OtaFields draft={draft} onChange={set} at={at} />
      <Group gap="xs">
        <ImportButton
          label={t('specs:contract.editor.import')}
          onContract={(read, file) => {
            setUndo(null)
            set(toDraft(read))
            notify({ message: t('specs:contract.editor.importDone', { file }) })
          }}
        />
        <Button variant="default" onClick={() => download(toContract(draft))}>
          {t('specs:contract.editor.exportDraft')}
        </Button>
        {version > 0 && (
          <Button variant="default" disabled={stale} onClick={() => setAsking('remove')}>
            {t('specs:contract.editor.removeContract')}
          </Button>
        )}
        <Button variant="default" onClick={() => setAsking('discard')}>
          {t('specs:contract.editor.discard')}
        </Button>
      </Group>
      <p className={classes.keys}>{t('specs:contract.editor.keys')}</p>
      <div className={classes.bar}>
        <output className={classes.state}>
          {undo ? (
            <>
              {t('specs:contract.editor.removed', { id: undo.id })}{' '}
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  set(undo.draft)
                  setUndo(null)
                }}
              >
                {t('specs:contract.editor.undo')}
              </Button>
            </>
          ) : !fresh ? (
            t('specs:contract.editor.checking')
          ) : problems.length === 0 ? (
            t('specs:contract.editor.good')
          ) : (
            <>
              <span className={classes.bad}>{t('specs:contract.editor.problems', { count: problems.length })}</span>{' '}
              <Button size="compact-sm" variant="subtle" onClick={goToFirst}>
                {t('specs:contract.editor.firstProblem')}
              </Button>
            </>
          )}
        </output>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('specs:contract.editor.close')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={stale}>
            {t('specs:contract.editor.save')}
          </Button>
        </Group>
      </div>
      <Dialog
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={t(
          asking === 'remove' ? 'specs:contract.editor.removeContractTitle' : 'specs:contract.editor.discardTitle',
        )}
      >
        <Stack>
          <Text>
            {t(asking === 'remove' ? 'specs:contract.editor.removeContractBody' : 'specs:contract.editor.discardBody')}
          </Text>
          <Group>
            {asking === 'remove' ? (
              <Button
                color="red"
                loading={remove.isPending}
                onClick={() => remove.mutate({ revisionId, version }, { onSettled: () => setAsking(null) })}
              >
                {t('specs:contract.editor.removeContract')}
              </Button>
            ) : (
              <Button onClick={() => onChange(null)}>{t('specs:contract.editor.discard')}</Button>
            )}
            <Button variant="default" onClick={() => setAsking(null)}>
              {t('specs:contract.editor.keep')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Form>
  )
}

/** The draft as a file, straight from the browser. */
function download(body: CloudContract): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(body, null, 2)}\n`], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `contract-${body.version}.json` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
