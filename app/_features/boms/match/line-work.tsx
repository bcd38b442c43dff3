'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import panel from '../line-panel.module.css'
import type { LineDetail } from '../types'
import type { CreatePartDialogProps } from './create-part-dialog'
import { Reasons } from './doubt-text'
import { LineNumbers } from './line-numbers'
import classes from './match.module.css'
import { useMatching, type LineCandidates } from './use-matching'

const CreatePartDialog = onFirstUse<CreatePartDialogProps>(() =>
  import('./create-part-dialog').then((module) => module.CreatePartDialog),
)

/** What there is to do about the part of a line: which one it is, who finds it, and what both sides call it. */
export function LineWork({ line }: { line: LineDetail }) {
  const trpc = useTRPC()
  const bom = useQuery(trpc.boms.getBom.queryOptions({ bomId: line.bomId }))
  const mayWrite = bom.data?.mayWrite ?? false
  return (
    <>
      {mayWrite && line.childBomId === null && !line.excludeFromBom && <LinePart line={line} />}
      {mayWrite && line.unresolved && <Finding key={`${line.id} ${line.version}`} line={line} />}
      <LineNumbers line={line} />
    </>
  )
}

function LinePart({ line }: { line: LineDetail }) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const found = useQuery(trpc.boms.listCandidates.queryOptions({ lineId: line.id }))
  return (
    <section className={panel.section}>
      <h3>{t('match.section')}</h3>
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.data && <Candidates line={line} found={found.data} />}
    </section>
  )
}

function Candidates({ line, found }: { line: LineDetail; found: LineCandidates }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const { link } = useMatching()
  const [creating, setCreating] = useState(false)
  const answer = (partId: string | null) => link.mutate({ lineId: line.id, version: found.version, partId })
  const { part, candidates, draft } = found
  return (
    <div className={classes.candidates}>
      <ErrorNotice error={link.error} />
      {part && (
        <div className={classes.candidate}>
          <span className={classes.part}>
            <span className={classes.name}>
              <span className="mono">{part.number}</span> {format.text(part.name)}
            </span>
            <span className={classes.faint}>{[part.value, part.package].filter(Boolean).join(' · ')}</span>
          </span>
          {draft && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={link.isPending}
              leftSection={<IconUnlink size={15} aria-hidden />}
              onClick={() => answer(null)}
            >
              {t('match.unlink')}
            </Button>
          )}
        </div>
      )}
      {candidates.map((candidate) => (
        <div key={candidate.partId} className={classes.candidate}>
          <span className={classes.part}>
            <span className={classes.name}>
              <span className="mono">{candidate.part.number}</span> {format.text(candidate.part.name)}
            </span>
            <span className={classes.faint}>{t(`match.group.${candidate.confidence}`)}</span>
            <Reasons candidate={candidate} />
          </span>
          {draft && (
            <Button
              size="compact-sm"
              variant="default"
              disabled={link.isPending}
              aria-label={`${t('match.link')}: ${candidate.part.number}`}
              onClick={() => answer(candidate.partId)}
            >
              {t('match.link')}
            </Button>
          )}
        </div>
      ))}
      {part === null && candidates.length === 0 && <span className={classes.faint}>{t('match.noCandidate')}</span>}
      {part === null && draft && (
        <div className={classes.foot}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setCreating(true)}
          >
            {t('match.create')}
          </Button>
        </div>
      )}
      <CreatePartDialog
        line={{ id: line.id, version: found.version, position: line.position }}
        proposedNumber={found.proposedNumber}
        opened={creating}
        onClose={() => setCreating(false)}
      />
    </div>
  )
}

/** Who finds the part of an unresolved line, and by which day. */
function Finding({ line }: { line: LineDetail }) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const finders = useQuery(trpc.boms.listFinders.queryOptions({ productId: line.productId }))
  const [ownerId, setOwner] = useState(line.ownerId ?? '')
  const [dueOn, setDue] = useState(line.dueOn ?? '')
  const assign = useMutation(
    trpc.boms.assignLine.mutationOptions({
      onSuccess: () => notify({ message: t('finding.saved'), autoClose: 1_500 }),
      onSettled: () => client.invalidateQueries({ queryKey: trpc.boms.pathKey() }),
    }),
  )
  const same = ownerId === (line.ownerId ?? '') && dueOn === (line.dueOn ?? '')
  return (
    <section className={panel.section}>
      <h3>{t('finding.section')}</h3>
      <p className={classes.faint}>{t('finding.body')}</p>
      <ErrorNotice error={assign.error ?? finders.error} />
      <div className={classes.fields}>
        <NativeSelect
          label={t('finding.owner')}
          data={[
            { value: '', label: t('finding.nobody') },
            ...(finders.data ?? []).map((person) => ({ value: person.userId, label: format.person(person) })),
          ]}
          value={ownerId}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('finding.due')}
          value={dueOn}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={assign.isPending}
          disabled={same}
          onClick={() =>
            assign.mutate({
              lineId: line.id,
              version: line.version,
              ownerId: ownerId === '' ? null : ownerId,
              dueOn: dueOn === '' ? null : dueOn,
            })
          }
        >
          {t('finding.save')}
        </Button>
      </div>
    </section>
  )
}
