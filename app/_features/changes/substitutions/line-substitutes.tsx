'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { ranked } from '@/server/domains/boms/rules/substitutions'
import { alternateLifecycle } from '@/server/domains/parts/lifecycle'
import { lineLabel } from '../../boms/line-text'
import type { LineDetail } from '../../boms/types'
import { useChanged } from '../use-changed'
import type { ProposeDialogProps } from './propose-dialog'
import classes from './substitutions.module.css'

const ProposeDialog = onFirstUse<ProposeDialogProps>(() =>
  import('./propose-dialog').then((module) => module.ProposeDialog),
)
const acts = ['approve', 'reject', 'retire'] as const
const tones = { proposed: 'amber', approved: 'accent', rejected: 'muted', retired: 'muted' } as const

/** What may stand in on one line, ranked, with what was decided; and what was asked for it. */
export function LineSubstitutes({ line }: { line: LineDetail }) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const [proposing, setProposing] = useState(false)
  const { bomId, key: lineKey, productId } = line
  const asked = useQuery(trpc.boms.listSubstitutions.queryOptions({ bomId, lineKey }))
  const bom = useQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const settle = useMutation(trpc.boms.settleAlternate.mutationOptions({ onSuccess: useChanged() }))
  const draft = bom.data?.revisions.find(({ id }) => id === line.revisionId)?.state === 'draft'
  const maySettle = draft && asked.data?.mayAnswer === true
  return (
    <section className={classes.section}>
      <h3>{t('substitution.alternates')}</h3>
      {line.alternates.length === 0 && <p className={classes.faint}>{t('substitution.noAlternates')}</p>}
      <ErrorNotice error={settle.error} />
      <ol className={classes.alternates}>
        {ranked(line.alternates).map((each) => (
          <li key={`${each.mpn} ${each.manufacturer}`}>
            <span className={classes.part}>{each.mpn}</span> <span className={classes.faint}>{each.manufacturer}</span>{' '}
            <Chip tone={tones[each.status]}>{t(`substitution.alternateState.${each.status}`)}</Chip>
            {maySettle && (
              <span className={classes.acts}>
                {acts
                  .filter((act) => alternateLifecycle.allows(each.status, act))
                  .map((act) => (
                    <Button
                      key={act}
                      size="compact-md"
                      variant="default"
                      disabled={settle.isPending}
                      aria-label={t(`substitution.act.${act}`, { part: each.mpn })}
                      onClick={() =>
                        settle.mutate({
                          ...{ lineId: line.id, version: line.version, act },
                          ...{ mpn: each.mpn, manufacturer: each.manufacturer },
                        })
                      }
                    >
                      {t(`substitution.actShort.${act}`)}
                    </Button>
                  ))}
              </span>
            )}
          </li>
        ))}
      </ol>
      {asked.data && asked.data.items.length > 0 && (
        <ul className={classes.alternates} aria-label={t('substitution.requests')}>
          {asked.data.items.map((item) => (
            <li key={item.id}>
              <TextLink href={paths.substitutions(productId, bomId, item.id)}>{item.code}</TextLink>{' '}
              <span className={classes.part}>{item.proposed.mpn || item.proposed.ipn}</span>{' '}
              <Chip tone={item.state === 'proposed' ? 'amber' : 'plain'}>
                {item.decision
                  ? t(`substitution.decision.${item.decision}`, { lot: item.lot })
                  : t(`substitution.state.${item.state}`)}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      {asked.data?.mayPropose && (
        <>
          <Button className="no-print" variant="default" onClick={() => setProposing(true)}>
            {t('substitution.propose')}
          </Button>
          <ProposeDialog
            productId={productId}
            revisionId={line.revisionId}
            side={asked.data.side}
            line={{ id: line.id, label: lineLabel(line) }}
            opened={proposing}
            onClose={() => setProposing(false)}
          />
        </>
      )}
    </section>
  )
}
