'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { dueIn } from '@/server/domains/calendars/rules/working-days'
import { acknowledgementDays } from '@/server/domains/specs/rules/limits'
import { nextLetter } from '@/server/kernel/revision-number'
import { owedBy } from '../read-back/standing'
import type { Revision, Spec } from '../types'
import { DocumentName } from './document-name'
import { BlockingChecks, Obstacle } from './obstacles'
import classes from './sign-off.module.css'
import { useRefreshed } from './use-refreshed'

type Props = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>

/** Says what a release does and what is in its way, and makes the revision bind. */
export function ReleaseDialog({ spec, revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('signOff.release.title', { revision: revision.number })}
      size="lg"
    >
      <Release spec={spec} revision={revision} onClose={onClose} />
    </Dialog>
  )
}

function Release({ spec, revision, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['specs', 'common'])
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const [now] = useState(() => new Date())
  const fresh = { staleTime: 0 }
  const checked = useQuery(trpc.specs.checkRevision.queryOptions({ revisionId: revision.id }, fresh))
  const redlines = useQuery(trpc.specs.listRedlines.queryOptions({ specId: spec.id, filter: 'open' }, fresh))
  const signer = revision.review?.partnerOrgId ?? null
  const readBacks = useQuery(
    trpc.specs.listReadBacks.queryOptions({ revisionId: revision.id }, { ...fresh, enabled: signer !== null }),
  )
  const parties = useQuery(trpc.products.listParties.queryOptions({ productId: spec.productId }))
  const release = useMutation(trpc.specs.releaseRevision.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  const asked = [checked, redlines, parties, readBacks]
  const failed = asked.find(({ error }) => error)
  if (failed) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (!checked.data || !redlines.data || !parties.data || asked.some(({ isFetching }) => isFetching)) {
    return <Skeleton height={220} />
  }
  const unread = signer === null ? [] : owedBy(readBacks.data ?? [], signer)
  const blocking = checked.data.checks.filter((check) => check.blocking)
  const open = [...new Set(redlines.data.map(({ code }) => code))]
  const partners = parties.data.flatMap(({ org, standing, grants }) =>
    org !== null && standing === 'accepted' && grants.includes('specs') ? [org] : [],
  )
  const letter = nextLetter(spec.releasedLetter)
  const clear = blocking.length === 0 && open.length === 0 && unread.length === 0
  return (
    <Stack>
      {blocking.length > 0 && <BlockingChecks spec={spec} checks={blocking} onJump={onClose} />}
      {open.length > 0 && (
        <Obstacle
          text={t('specs:signOff.release.redlinesOpen', { count: redlines.data.length })}
          codes={open}
          href={paths.redlines(spec.productId, spec.id)}
          link={t('specs:signOff.release.toRedlines')}
          onJump={onClose}
        />
      )}
      {unread.length > 0 && (
        <Obstacle
          text={t('specs:signOff.release.readBackMissing', { count: unread.length })}
          codes={unread.map(({ code }) => code)}
          href={paths.readBacks(spec.productId, spec.id)}
          link={t('specs:signOff.release.toReadBacks')}
          onJump={onClose}
        />
      )}
      {clear && <Consequences spec={spec} letter={letter} partners={partners} now={now} />}
      <DocumentName revision={revision} />
      <ErrorNotice error={release.error} />
      <DialogActions onClose={onClose}>
        <Button
          loading={release.isPending}
          disabled={!clear}
          data-autofocus
          onClick={() => release.mutate({ revisionId: revision.id, version: revision.version })}
        >
          {t('specs:signOff.release.confirm', { letter })}
        </Button>
      </DialogActions>
    </Stack>
  )
}

type Partner = Readonly<{ id: string; legalNameEn: string; legalNameZh: string; country: string; timeZone: string }>

function Consequences({
  spec,
  letter,
  partners,
  now,
}: {
  spec: Spec
  letter: string
  partners: readonly Partner[]
  now: Date
}) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  return (
    <ul className={classes.consequences}>
      <li>{t('signOff.release.becomes', { letter })}</li>
      {spec.releasedRevisionId !== null && spec.releasedLetter !== null && (
        <li>{t('signOff.release.supersedes', { letter: spec.releasedLetter })}</li>
      )}
      {partners.length === 0 && <li>{t('signOff.release.nobodyAsked')}</li>}
      {partners.map((partner) => {
        const { at, provisional } = dueIn(now, acknowledgementDays, partner)
        return (
          <li key={partner.id}>
            {t('signOff.release.asked', { org: format.org(partner) })}{' '}
            <BothTimes instant={at} zones={[partner.timeZone]} />
            {provisional && <Text component="span" c="dimmed" size="sm">{` (${t('acknowledge.provisional')})`}</Text>}
          </li>
        )
      })}
    </ul>
  )
}
