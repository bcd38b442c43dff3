'use client'
import { IconMessage2Code } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { Requirement, Spec } from '../types'
import { RedlineItem } from './redline-item'
import classes from './redlines.module.css'

type DialogProps = Readonly<{ revisionId: string; requirement: Requirement; opened: boolean; onClose: () => void }>
const ProposeDialog = onFirstUse<DialogProps>(() => import('./propose-dialog').then((module) => module.ProposeDialog))

type Props = Readonly<{ spec: Spec; revision: Readonly<{ id: string }>; requirement: Requirement }>

/** What was proposed about one requirement, open first, and for a factory the way to propose. */
export function RequirementRedlines({ spec, revision, requirement }: Props) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const [proposing, setProposing] = useState(false)
  const { data, error, refetch } = useQuery(
    trpc.specs.listRedlines.queryOptions({ specId: spec.id, requirementId: requirement.id, filter: 'all' }),
  )
  const { side, propose } = spec.access
  const current = revision.id === spec.currentRevisionId || revision.id === spec.releasedRevisionId
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={36} />
  const sorted = data.toSorted((a, b) => Number(a.turn === null) - Number(b.turn === null))
  return (
    <div className={classes.embedded}>
      {sorted.map((redline) => (
        <RedlineItem key={redline.id} spec={spec} redline={redline} embedded />
      ))}
      {sorted.length === 0 && <p className={classes.hint}>{t('redline.panelNone')}</p>}
      <div className={classes.buttons}>
        {side === 'partner' && propose && current && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconMessage2Code size={16} aria-hidden />}
            onClick={() => setProposing(true)}
          >
            {t('redline.propose')}
          </Button>
        )}
        {sorted.length > 0 && (
          <Button
            component={Link}
            href={paths.redlines(spec.productId, spec.id)}
            size="compact-md"
            variant="subtle"
            color="gray"
          >
            {t('redline.all')}
          </Button>
        )}
      </div>
      <ProposeDialog
        revisionId={revision.id}
        requirement={requirement}
        opened={proposing}
        onClose={() => setProposing(false)}
      />
    </div>
  )
}
