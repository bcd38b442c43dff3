'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { AttachmentList } from '@/app/_features/attachments/attachment-list'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { SubstitutePart } from '@/server/domains/boms/rules/alternates'
import type { SubstitutionView } from '@/server/domains/boms/queries/substitutions'
import { useChanged } from '../use-changed'
import type { AnswerDialogProps } from './answer-dialog'
import classes from './substitutions.module.css'

const AnswerDialog = onFirstUse<AnswerDialogProps>(() =>
  import('./answer-dialog').then((module) => module.AnswerDialog),
)

type Props = Readonly<{ productId: string; bomId: string; item: SubstitutionView; shown: boolean }>

/** One request: which part instead of which, why, with what evidence, and what was answered. */
export function SubstitutionCard({ productId, bomId, item, shown }: Props) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const trpc = useTRPC()
  const card = useRef<HTMLElement>(null)
  const [answering, setAnswering] = useState(false)
  const withdraw = useMutation(trpc.boms.withdrawSubstitution.mutationOptions({ onSuccess: useChanged() }))
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: 'start' })
  }, [shown])
  return (
    <article ref={card} className={classes.card} data-shown={shown || undefined} aria-label={item.code}>
      <div className={classes.line}>
        <span className={classes.code}>{item.code}</span>
        {item.line ? (
          <TextLink href={paths.bomLine(productId, bomId, item.line.id)}>
            {item.line.refs || String(item.line.position)}
          </TextLink>
        ) : (
          <span className={classes.faint}>{t('substitution.gone')}</span>
        )}
        <Chip tone={item.state === 'proposed' ? 'amber' : item.state === 'refused' ? 'red' : 'accent'}>
          {item.decision
            ? t(`substitution.decision.${item.decision}`, { lot: item.lot })
            : t(`substitution.state.${item.state}`)}
        </Chip>
      </div>
      <dl className={classes.parts}>
        <Part label={t('substitution.now')} part={item.replaces} />
        <Part label={t('substitution.instead')} part={item.proposed} />
      </dl>
      {item.state === 'proposed' && item.findings.length > 0 && (
        <div className={classes.marks}>
          {item.findings.map((finding) => (
            <Chip key={finding} tone="amber">
              {t(`substitution.finding.${finding}`)}
            </Chip>
          ))}
        </div>
      )}
      <div>
        <Chip tone="muted">{t(`substitution.reasonCode.${item.reasonCode}`)}</Chip>{' '}
        <BilingualWords text={item.reason} />
      </div>
      <AttachmentList files={item.attachments} />
      <p className={classes.faint}>
        {t('substitution.by', { person: format.person(item.by), when: format.moment(item.createdAt) })}
        {item.factory && ` · ${format.org(item.factory)}`}
      </p>
      {item.decidedBy && item.decidedAt && (
        <div className={classes.answer}>
          {item.answer && <BilingualWords text={item.answer} />}
          <p className={classes.faint}>
            {t('substitution.answered', {
              person: format.person(item.decidedBy),
              when: format.moment(item.decidedAt),
            })}
          </p>
        </div>
      )}
      <ErrorNotice error={withdraw.error} />
      <div className={`${classes.acts} no-print`}>
        {item.may.answer && <Button onClick={() => setAnswering(true)}>{t('substitution.answer')}</Button>}
        {item.may.withdraw && (
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ substitutionId: item.id, version: item.version })}
          >
            {t('substitution.withdraw')}
          </Button>
        )}
        {item.changeId && (
          <TextLink href={paths.change(productId, item.changeId)}>{t('substitution.openChange')}</TextLink>
        )}
      </div>
      {item.may.answer && (
        <AnswerDialog productId={productId} item={item} opened={answering} onClose={() => setAnswering(false)} />
      )}
    </article>
  )
}

function Part({ label, part }: { label: string; part: SubstitutePart }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span className={classes.part}>{part.mpn || part.ipn}</span>{' '}
        {[part.mpn === '' ? '' : part.manufacturer, part.package, part.mpn === '' ? '' : part.ipn, part.description]
          .filter(Boolean)
          .join(' · ')}
      </dd>
    </div>
  )
}
