'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { approvalSlot } from '@/server/domains/changes/rules/approvals'
import { useChanged } from './use-changed'
import classes from './view.module.css'

/** Who has to approve, who did, and what that binds to; approvals of earlier content stay in sight, as void. */
export function ApprovalPanel({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const trpc = useTRPC()
  const approve = useMutation(trpc.changes.approveChange.mutationOptions({ onSuccess: useChanged() }))
  const approvals = change.signatures.filter(({ purpose }) => purpose === 'approve')
  const earlier = approvals.filter((each) => each.void)
  return (
    <Panel title={t('approval.title')}>
      <div className={classes.body}>
        {change.state === 'impactAnalysis' && <p className={classes.faint}>{t('approval.notYet')}</p>}
        <ul className={classes.slots}>
          {change.approvals.map((each) => {
            const given = approvals.find((one) => !one.void && one.slot === approvalSlot(each))
            return (
              <li key={approvalSlot(each)} className={classes.slot} data-done={given ? true : undefined}>
                <span className={classes.strong}>
                  {t('approval.slot', { side: t(`side.${each.side}`), role: t(`role.${each.role}`) })}
                </span>
                <span>{given?.by ? format.person(given.by) : t('approval.waiting')}</span>
                {given && (
                  <span className={classes.faint}>
                    {format.moment(given.signedAt)} · <code>{given.hash.slice(0, 8)}</code>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        <p className={classes.faint}>
          {t('approval.hash')} <code>{change.hash.slice(0, 8)}</code>
        </p>
        {earlier.length > 0 && (
          <>
            <h3 className={classes.sub}>{t('approval.earlier')}</h3>
            <ul className={classes.list}>
              {earlier.map((each) => (
                <li key={each.id} className={classes.item}>
                  <span>
                    {each.by && format.person(each.by)} · {format.moment(each.signedAt)} ·{' '}
                    <code>{each.hash.slice(0, 8)}</code>
                  </span>
                  <Chip tone="amber">{t('approval.void')}</Chip>
                </li>
              ))}
            </ul>
          </>
        )}
        <ErrorNotice error={approve.error} />
        {change.may.approveAs.length > 0 && (
          <>
            <p className={`${classes.faint} no-print`}>{t('approval.aloneHint')}</p>
            <div className={`${classes.acts} no-print`}>
              {change.may.approveAs.map((role) => (
                <Button
                  key={role}
                  loading={approve.isPending && approve.variables.role === role}
                  disabled={approve.isPending}
                  onClick={() => approve.mutate({ changeId: change.id, role, hash: change.hash })}
                >
                  {t('approval.approve', { role: t(`role.${role}`) })}
                </Button>
              ))}
            </div>
          </>
        )}
      </div>
    </Panel>
  )
}
