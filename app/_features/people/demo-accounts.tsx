'use client'
import { IconArrowRight } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Loader, UnstyledButton } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { AppRouter } from '@/server/trpc/root'
import type { inferRouterOutputs } from '@trpc/server'
import { AuthCard } from './auth-card'
import classes from './demo-accounts.module.css'

type Account = inferRouterOutputs<AppRouter>['people']['demoAccounts'][number]

/** Accounts by organisation, both in the order the server chose. */
function byOrg(accounts: readonly Account[]): Map<string, Account[]> {
  const orgs = new Map<string, Account[]>()
  for (const account of accounts) orgs.set(account.orgId, [...(orgs.get(account.orgId) ?? []), account])
  return orgs
}

/** The people of the demo world, company by company; one click signs in as one of them. */
export function DemoAccounts({ accounts, next }: { accounts: readonly Account[]; next: string }) {
  const { t } = useTranslation(['people', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const enter = useMutation(trpc.people.signInDemo.mutationOptions({ onSuccess: () => window.location.assign(next) }))
  const orgs = byOrg(accounts)
  const busy = enter.isPending || enter.isSuccess
  return (
    <AuthCard title={t('people:demo.title')} hint={t('people:demo.hint')}>
      <ErrorNotice error={enter.error} />
      <div className={classes.orgs}>
        {[...orgs].map(([orgId, people]) => (
          <section key={orgId} className={classes.org} aria-label={people[0] && format.org(people[0])}>
            <div className={classes.orgHead}>
              <span className={classes.orgName}>{people[0] && format.org(people[0])}</span>
              <span className={classes.kind}>{people[0] && t(`common:orgKind.${people[0].orgKind}`)}</span>
            </div>
            <ul className={classes.people}>
              {people.map((person) => (
                <li key={person.userId}>
                  <UnstyledButton
                    className={classes.person}
                    data-busy={(busy && enter.variables?.userId === person.userId) || undefined}
                    disabled={busy}
                    onClick={() => enter.mutate({ userId: person.userId })}
                  >
                    <span className={classes.name}>{format.person(person)}</span>{' '}
                    <span className={classes.role}>{t(`common:role.${person.role}`)}</span>
                    {busy && enter.variables?.userId === person.userId ? (
                      <Loader size={16} />
                    ) : (
                      <IconArrowRight size={16} stroke={1.6} aria-hidden />
                    )}
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </AuthCard>
  )
}
