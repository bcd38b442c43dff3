'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { TextLink } from '@/app/_components/text-link'
import { Switch } from '@/app/_components/ui/choices'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './preferences.module.css'

const groups = [
  'threads',
  'specs',
  'designFiles',
  'firmware',
  'flashing',
  'releases',
  'boms',
  'changes',
  'gates',
  'orgs',
] as const

/** What comes by mail besides showing in the portal. Stored with each press. */
export function Preferences() {
  const { t } = useTranslation(['notifications', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const options = trpc.notifications.getPreferences.queryOptions()
  const { data: preferences } = useSuspenseQuery(options)
  const { hasEmail } = useSuspenseQuery(trpc.people.getProfile.queryOptions()).data
  const set = useMutation(
    trpc.notifications.setPreference.mutationOptions({
      onMutate: async ({ kind, email }) => {
        await queryClient.cancelQueries(options)
        queryClient.setQueryData(options.queryKey, (now) =>
          now?.map((each) => (each.kind === kind ? { kind, email } : each)),
        )
      },
      onSettled: () => queryClient.invalidateQueries(options),
    }),
  )
  return (
    <>
      <PageHeader title={t('notifications:settings.title')} hint={t('notifications:settings.hint')} />
      <ErrorNotice error={set.error} />
      {!hasEmail && (
        <p className={classes.mailbox} role="note">
          {t('notifications:settings.noMailbox')}{' '}
          <TextLink href={paths.settings.profile()}>{t('notifications:settings.addMailbox')}</TextLink>
        </p>
      )}
      <div className={classes.groups}>
        {groups.map((group) => (
          <Panel
            key={group}
            title={t(`notifications:groups.${group}`)}
            actions={<span className={classes.column}>{t('notifications:settings.email')}</span>}
            flush
          >
            <ul className={classes.rows}>
              {preferences
                .filter(({ kind }) => kind.startsWith(`${group}.`))
                .map(({ kind, email }) => (
                  <li key={kind}>
                    <Switch
                      labelPosition="left"
                      classNames={{ body: classes.row, labelWrapper: classes.label }}
                      label={t(`notifications:kinds.${kind}`)}
                      checked={email && hasEmail}
                      disabled={!hasEmail}
                      onChange={(event) => set.mutate({ kind, email: event.currentTarget.checked })}
                    />
                  </li>
                ))}
            </ul>
          </Panel>
        ))}
      </div>
      <p className={classes.note}>
        {t('notifications:settings.when')} {t('notifications:settings.always')}
      </p>
      <output className={classes.saved}>{set.isSuccess && t('common:state.saved')}</output>
    </>
  )
}
