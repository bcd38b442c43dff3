'use client'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { IconCircleCheck, IconDownload } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import {
  isSevere,
  placementIssueKinds,
  type PlacementIssueKind,
} from '@/server/domains/boms/placements/check-placements'
import type { AppRouter } from '@/server/trpc/root'
import { BomFrame } from '../bom-frame'
import classes from './placements.module.css'
import { UploadZone } from './upload-zone'

type Check = NonNullable<inferRouterOutputs<AppRouter>['boms']['getPlacementCheck']['check']>
const isKind = (text: string): text is PlacementIssueKind => placementIssueKinds.some((kind) => kind === text)

/** The pick-and-place files of a BOM, and what one of them says that a revision does not. */
export function PlacementsPage({ bomId }: { bomId: string }) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const format = useFormat()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const [asked, setAsked] = useState<{ fileId?: string; revisionId?: string }>({})
  const answer = useQuery(
    trpc.boms.getPlacementCheck.queryOptions({ bomId, ...asked }, { placeholderData: keepPreviousData }),
  )
  const { files = [], check = null, mayUpload = false } = answer.data ?? {}
  return (
    <BomFrame bomId={bomId} title={t('pnp.title')}>
      <p className={classes.hint}>{t('pnp.hint')}</p>
      {mayUpload && (
        <UploadZone bomId={bomId} onUploaded={() => setAsked(({ revisionId }) => (revisionId ? { revisionId } : {}))} />
      )}
      <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending && <Skeleton height={200} />}
      {answer.isSuccess && files.length === 0 && (
        <EmptyState title={t('pnp.empty')}>{t(mayUpload ? 'pnp.emptyBody' : 'pnp.emptyPartner')}</EmptyState>
      )}
      {check && (
        <>
          <div className={`${classes.tools} no-print`}>
            <NativeSelect
              label={t('pnp.file')}
              data={files.map(({ id, fileName, createdAt }) => ({
                value: id,
                label: `${fileName} · ${format.moment(createdAt)}`,
              }))}
              value={check.fileId}
              onChange={({ currentTarget: { value } }) => setAsked((before) => ({ ...before, fileId: value }))}
            />
            <NativeSelect
              label={t('pnp.revision')}
              data={bom.revisions.map(({ id, number, letter }) => ({
                value: id,
                label: t('revision', { number: letter ?? number }),
              }))}
              value={check.revisionId}
              onChange={({ currentTarget: { value } }) => setAsked((before) => ({ ...before, revisionId: value }))}
            />
            <Button
              component="a"
              href={paths.files.placementReport(check.fileId, check.revisionId)}
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('pnp.report.button')}
            </Button>
          </div>
          <Findings check={check} place={{ productId: bom.productId, bomId }} />
        </>
      )}
    </BomFrame>
  )
}

function Findings({ check, place }: { check: Check; place: Readonly<{ productId: string; bomId: string }> }) {
  const { t } = useTranslation('boms')
  const [kind, setKind] = useState<PlacementIssueKind | ''>('')
  const present = placementIssueKinds.filter((each) => check.counts[each] > 0)
  const shown = check.issues.filter((issue) => kind === '' || issue.kind === kind)
  if (check.total === 0) {
    return (
      <output className={classes.clean}>
        <IconCircleCheck size={18} stroke={1.6} aria-hidden /> {t('pnp.clean')}{' '}
        <span className={classes.faint}>{t('pnp.count', { count: check.placed })}</span>
      </output>
    )
  }
  return (
    <>
      <div className={classes.summary}>
        <strong>{t('pnp.issues', { count: check.total })}</strong>
        <span className={classes.faint}>{t('pnp.count', { count: check.placed })}</span>
        {present.map((each) => (
          <Chip key={each} tone={isSevere(each) ? 'amber' : 'muted'}>
            {t(`pnp.kind.${each}`)} {check.counts[each]}
          </Chip>
        ))}
      </div>
      {present.length > 1 && (
        <div className={`${classes.tools} no-print`}>
          <NativeSelect
            label={t('pnp.filter')}
            data={[
              { value: '', label: t('pnp.all') },
              ...present.map((each) => ({ value: each, label: t(`pnp.kind.${each}`) })),
            ]}
            value={kind}
            onChange={({ currentTarget: { value } }) => setKind(isKind(value) ? value : '')}
          />
        </div>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('pnp.report.ref')}</th>
            <th scope="col">{t('pnp.report.issue')}</th>
            <th scope="col">{t('pnp.report.sentence')}</th>
            <th scope="col">{t('pnp.report.line')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((issue, index) => (
            <tr key={`${issue.kind} ${issue.ref} ${issue.row ?? ''} ${index}`}>
              <td className="mono">{issue.ref}</td>
              <td>
                <Chip tone={isSevere(issue.kind) ? 'amber' : 'muted'}>{t(`pnp.kind.${issue.kind}`)}</Chip>
              </td>
              <td>
                <Sentence issue={issue} />
              </td>
              <td className={classes.where}>
                {issue.lineId !== null && (
                  <Link href={paths.bomLine(place.productId, place.bomId, issue.lineId)}>
                    {t('pnp.openLine', { position: issue.position ?? '' })}
                  </Link>
                )}
                {issue.lineId === null && issue.row !== null && (
                  <span className={classes.faint}>{t('pnp.fileRow', { row: issue.row })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {check.total > check.issues.length && (
        <p className={classes.faint}>{t('pnp.cut', { count: check.issues.length })}</p>
      )}
    </>
  )
}

function Sentence({ issue: { kind, ref, row, position, detail } }: { issue: Check['issues'][number] }) {
  const { t } = useTranslation('boms')
  const side = kind === 'side' && (detail === 'top' || detail === 'bottom') ? t(`pnp.side.${detail}`) : detail
  return <>{t(`pnp.sentence.${kind}`, { ref, row: row ?? '', position: position ?? '', detail: side })}</>
}
