'use client'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { useTRPC } from '@/app/_lib/trpc'
import type { ExchangeDialogProps } from './exchange/exchange-dialog'
import type { Opening } from './exchange/opening'
import { SheetTarget } from './exchange/sheet-target'
import type { SpecBodyProps } from './spec-body'
import { SpecHeader, type Aside } from './spec-header'
import { SpecSkeleton } from './spec-skeleton'
import type { RevisionSummary, Spec } from './types'
import { unwritten, useOpenRequirement } from './use-open-requirement'
import { useSpecData } from './use-spec-data'

// The server draws it; its script follows the page.
const RevisionNotice = beside(
  () => import('./sign-off/revision-notice').then((module) => module.RevisionNotice),
  () => null,
)
const SpecBody = beside<SpecBodyProps>(
  () => import('./spec-body').then((module) => module.SpecBody),
  () => <SpecSkeleton />,
)
const PrintDocument = lazy(async () => ({ default: (await import('./print-document')).PrintDocument }))
const ExchangeDialog = onFirstUse<ExchangeDialogProps>(() =>
  import('./exchange/exchange-dialog').then((module) => module.ExchangeDialog),
)

export type LinkedThread = Readonly<{ id: string; requirementId: string | null }>

type Props = Readonly<{
  specId: string
  /** Null: the newest. */
  revisionId: string | null
  linkedThread: LinkedThread | null
}>

/** A specification: its revisions, its requirements, and what can be done with them. */
export function SpecPage({ specId, revisionId, linkedThread }: Props) {
  const trpc = useTRPC()
  const { data: spec } = useSuspenseQuery(trpc.specs.getSpec.queryOptions({ specId }))
  const summary = spec.revisions.find(({ id }) => id === (revisionId ?? spec.currentRevisionId)) ?? spec.revisions[0]
  return summary ? <Revision spec={spec} summary={summary} linkedThread={linkedThread} /> : null
}

type RevisionProps = Readonly<{ spec: Spec; summary: RevisionSummary; linkedThread: LinkedThread | null }>

function Revision({ spec, summary, linkedThread }: RevisionProps) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const { data: revision } = useQuery(trpc.specs.getRevision.queryOptions({ revisionId: summary.id }))
  const data = useSpecData(spec.productId, spec.id, summary.id)
  const { openId, open, close } = useOpenRequirement()
  const [aside, setAside] = useState<Aside | null>(
    linkedThread && linkedThread.requirementId === null ? 'questions' : null,
  )
  const [printing, setPrinting] = useState(false)
  const [opening, setOpening] = useState<Opening | null>(null)
  const [exchanging, setExchanging] = useState(false)
  // Unknown until the browser has been asked, and then a skeleton: neither layout is drawn by mistake.
  const phone = useMediaQuery('(max-width: 48em)')
  const editable = spec.access.edit && summary.state === 'draft'
  const add = editable ? () => open(unwritten) : null
  const exchange = editable
    ? (how: Opening) => {
        setOpening(how)
        setExchanging(true)
      }
    : null
  const empty = data.loaded && data.requirements.length === 0 && openId === null && aside === null
  return (
    <div>
      <SpecHeader
        spec={spec}
        summary={summary}
        revision={revision}
        data={data}
        aside={openId === null ? aside : null}
        onAside={(next) => {
          if (openId !== null) close()
          setAside(next)
        }}
        onAdd={add}
        onPrint={() => setPrinting(true)}
        onExchange={exchange}
      />
      {revision && <RevisionNotice spec={spec} revision={revision} />}
      <ErrorNotice error={data.error} onRetry={data.retry} />
      {printing && data.loaded ? (
        <Suspense fallback={<SpecSkeleton />}>
          <PrintDocument summary={summary} data={data} onDone={() => setPrinting(false)} />
        </Suspense>
      ) : !data.loaded || phone === undefined ? (
        <SpecSkeleton />
      ) : (
        <SheetTarget onOpen={exchange}>
          {empty ? (
            <EmptyState
              title={t('doc.emptyTitle')}
              action={
                add && (
                  <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={add}>
                    {t('doc.add')}
                  </Button>
                )
              }
            >
              {t(editable ? 'doc.emptyBody' : 'doc.emptyPartner')}
            </EmptyState>
          ) : (
            <SpecBody
              key={summary.id}
              spec={spec}
              summary={summary}
              data={data}
              phone={phone}
              editable={editable}
              openId={openId}
              onOpen={open}
              onClose={close}
              aside={aside}
              onAside={setAside}
              linkedThread={linkedThread}
            />
          )}
        </SheetTarget>
      )}
      <ExchangeDialog
        opened={exchanging}
        opening={opening}
        revisionId={summary.id}
        data={data}
        onClose={() => setExchanging(false)}
      />
    </div>
  )
}
