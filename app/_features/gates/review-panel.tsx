'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { GateView } from '@/server/domains/gates/queries/get-gate'
import { slotOf } from '@/server/domains/specs/rules/sign-off'
import { useGateChanged } from './use-gate-changed'
import classes from './review-panel.module.css'

type Props = Readonly<{ gate: GateView; review: NonNullable<GateView['review']> }>

/** Who has to sign, who has, what the signatures bind to, and the reader's own signature. */
export function ReviewPanel({ gate, review }: Props) {
  const { t } = useTranslation(['gates', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const sign = useMutation(trpc.gates.signGate.mutationOptions({ onSuccess: useGateChanged() }))
  return (
    <Panel title={t('gates:review.title', { round: gate.round })}>
      <div className={classes.review}>
        <p className={classes.faint}>
          {t('gates:review.submitted', {
            person: format.person(review.submittedBy),
            when: format.moment(review.submittedAt),
          })}
          {review.partner && ` · ${format.org(review.partner)}`}
        </p>
        {review.note && (
          <div>
            <BilingualWords text={review.note} />
          </div>
        )}
        <ul className={classes.slots}>
          {review.requiredSignatures.map((each) => {
            const signature = review.signatures.find(({ slot }) => slot === slotOf(each))
            return (
              <li key={slotOf(each)} className={classes.slot} data-signed={signature ? true : undefined}>
                <span className={classes.role}>
                  {t('gates:item.owner', { side: t(`gates:side.${each.side}`), role: t(`common:role.${each.role}`) })}
                </span>
                <span>
                  {signature
                    ? t('gates:review.signed', {
                        person: format.person(signature.signer),
                        org: signature.org ? format.org(signature.org) : '',
                      })
                    : t('gates:review.waiting')}
                </span>
                {signature && (
                  <span className={classes.faint}>
                    {format.moment(signature.signedAt)} · <code>{signature.hash.slice(0, 8)}</code>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        <p className={classes.faint}>
          {t('gates:review.hash')} <code>{review.hash.slice(0, 8)}</code>
          {gate.side === 'partner' && ` · ${t('gates:review.partnerSigns')}`}
        </p>
        {!review.holds && (
          <Alert color="red" variant="light">
            {t('gates:review.changed')}
          </Alert>
        )}
        {review.anotherSigns && (
          <Alert color="yellow" variant="light">
            {review.anotherSigns.people.length === 0
              ? t('gates:review.anotherNobody')
              : t('gates:review.anotherPeople', {
                  people: format.list(review.anotherSigns.people.map(format.person)),
                  role: format.list(review.anotherSigns.roles.map((role) => t(`common:role.${role}`))),
                })}
          </Alert>
        )}
        <ErrorNotice error={sign.error} />
        {review.maySignAs.length > 0 && review.holds && (
          <div className={`${classes.acts} no-print`}>
            {review.maySignAs.map((role) => (
              <Button
                key={role}
                loading={sign.isPending}
                onClick={() => sign.mutate({ gateId: gate.id, role, hash: review.hash })}
              >
                {t('gates:review.sign', { role: t(`common:role.${role}`) })}
              </Button>
            ))}
          </div>
        )}
      </div>
    </Panel>
  )
}
