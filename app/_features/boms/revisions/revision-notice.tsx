'use client'
import { IconAlertTriangle, IconCircleCheck, IconHourglass, IconPencil } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { RevisionState } from '@/server/domains/boms/lifecycle'
import type { Bom } from '../types'
import classes from './revision-notice.module.css'

const tones: Readonly<Record<RevisionState, 'plain' | 'amber' | 'red' | 'good'>> = {
  draft: 'plain',
  inReview: 'amber',
  released: 'good',
  superseded: 'red',
  withdrawn: 'red',
}

type Props = Readonly<{ bom: Bom; revision: Bom['revisions'][number]; children?: ReactNode }>

/** What a revision is good for, said where nobody can miss it, and the way to the one that is in force. */
export function RevisionNotice({ bom, revision, children }: Props) {
  const { t } = useTranslation('bomRevisions')
  const format = useFormat()
  const { state, number, letter, releasedAt } = revision
  const said = { number, letter: letter ?? number, day: releasedAt ? format.day(releasedAt) : '' }
  const elsewhere = bom.releasedRevisionId !== null && bom.releasedRevisionId !== revision.id
  return (
    <section className={classes.notice} data-tone={tones[state]} aria-label={t('notice.label')}>
      <StateIcon state={state} />
      <p className={classes.words}>
        <strong>{t(`state.${state}`)}</strong> {t(`notice.${state}`, said)}{' '}
        {elsewhere && bom.releasedRevisionId !== null && (
          <Link href={`${paths.bom(bom.productId, bom.id)}?revision=${bom.releasedRevisionId}`}>
            {t('notice.toInForce', { letter: bom.releasedLetter ?? '' })}
          </Link>
        )}
        {bom.releasedRevisionId === null && state === 'draft' && t('notice.noneInForce')}
      </p>
      {children !== undefined && <div className={`${classes.tools} no-print`}>{children}</div>}
    </section>
  )
}

function StateIcon({ state }: { state: RevisionState }) {
  const shared = { size: 18, stroke: 1.7, 'aria-hidden': true, className: classes.icon } as const
  if (state === 'draft') return <IconPencil {...shared} />
  if (state === 'released') return <IconCircleCheck {...shared} />
  return state === 'inReview' ? <IconHourglass {...shared} /> : <IconAlertTriangle {...shared} />
}
