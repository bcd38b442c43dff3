'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Dialog } from '@/app/_components/dialog'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { slotOf } from '@/server/domains/specs/rules/sign-off'
import type { Revision, Spec } from '../types'
import { DocumentName } from './document-name'
import classes from './sign-off.module.css'

type Props = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>

/** Who has to sign and who has, to which content, and who took note of the release. */
export function SignaturesDialog({ revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('signOff.panel.title')} size="lg">
      <div className={classes.panel}>
        <DocumentName revision={revision} />
        {revision.note !== null && (
          <section>
            <h3>{t('signOff.panel.note')}</h3>
            <BilingualWords text={revision.note} both />
          </section>
        )}
        {revision.review !== null && <Signatures revision={revision} review={revision.review} />}
        {revision.acknowledgements.length > 0 && <Answers answers={revision.acknowledgements} />}
      </div>
    </Dialog>
  )
}

function Signatures({ revision, review }: { revision: Revision; review: NonNullable<Revision['review']> }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const { signatures, state } = revision
  const isVoid = state === 'withdrawn'
  return (
    <section>
      <h3>{t('signOff.panel.signatures')}</h3>
      <p className={classes.faint}>
        {review.submittedBy &&
          t('signOff.panel.submitted', {
            person: format.person(review.submittedBy),
            when: format.moment(review.submittedAt),
          })}
      </p>
      {isVoid && signatures.length > 0 && <p className={classes.blocked}>{t('signOff.panel.void')}</p>}
      <ul className={classes.slots}>
        {review.requiredSignatures.map((each) => {
          const given = signatures.find(({ slot }) => slot === slotOf(each))
          return (
            <li key={slotOf(each)} className={classes.slot} data-given={given !== undefined && !isVoid}>
              <div className={classes.slotHead}>
                <strong>{t(`signOff.slot.${each.side}.${each.role}`)}</strong>
                <Mark tone={given === undefined ? 'plain' : isVoid ? 'amber' : 'good'}>
                  {t(
                    given === undefined
                      ? 'signOff.panel.waiting'
                      : isVoid
                        ? 'signOff.panel.voided'
                        : 'signOff.panel.signed',
                  )}
                </Mark>
              </div>
              {given === undefined ? (
                <span className={classes.faint}>
                  {each.side === 'partner' && review.partner !== null
                    ? format.org({ legalNameEn: review.partner.legalNameEn, legalNameZh: review.partner.legalNameZh })
                    : t(`signOff.side.${each.side}`)}
                </span>
              ) : (
                <>
                  <span>
                    {format.person(given.signer)}
                    {given.org !== null && <span className={classes.faint}> · {format.org(given.org)}</span>}
                  </span>
                  <span className={classes.faint}>
                    <BothTimes instant={given.signedAt} year />
                  </span>
                  <span className={classes.faint}>
                    {t('signOff.hash')} <code>{given.contentHash.slice(0, 8)}</code>
                  </span>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Answers({ answers }: { answers: Revision['acknowledgements'] }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  return (
    <section>
      <h3>{t('acknowledge.answers')}</h3>
      <ul className={classes.slots}>
        {answers.map(({ id, state, partner, dueAt, provisional, reason, answeredBy, answeredAt }) => (
          <li key={id} className={classes.slot} data-given={state === 'acknowledged'}>
            <div className={classes.slotHead}>
              <strong>{partner === null ? t('signOff.side.partner') : format.org(partner)}</strong>
              <Mark tone={state === 'acknowledged' ? 'good' : state === 'objected' ? 'amber' : 'plain'}>
                {t(`acknowledge.state.${state}`)}
              </Mark>
            </div>
            {answeredAt === null ? (
              <span className={classes.faint}>
                {t('acknowledge.due')} <BothTimes instant={dueAt} zones={partner === null ? [] : [partner.timeZone]} />
                {provisional && ` (${t('acknowledge.provisional')})`}
              </span>
            ) : (
              <span className={classes.faint}>
                {answeredBy && format.person(answeredBy)} · <BothTimes instant={answeredAt} year />
              </span>
            )}
            {reason !== null && <BilingualWords text={reason} both />}
          </li>
        ))}
      </ul>
    </section>
  )
}
