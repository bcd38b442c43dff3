'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { notify } from '@/app/_components/notify'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Badge, Text, VisuallyHidden } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { memberRoles } from '@/server/kernel/actor'
import type { AppRouter } from '@/server/trpc/root'
import classes from './members-panel.module.css'

type Member = inferRouterOutputs<AppRouter>['orgs']['listMembers']['members'][number]

/** Colleagues with their roles; a role is changed in place, a removal is confirmed. */
export function MembersPanel({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<Member | null>(null)
  const refresh = () => client.invalidateQueries(trpc.orgs.listMembers.queryFilter())
  const change = useMutation(
    trpc.orgs.changeRole.mutationOptions({
      onSuccess: (_, { userId, role }) => {
        const member = members.find((each) => each.userId === userId)
        const name = member ? format.person(member) : ''
        notify({ message: t('orgs:members.roleSaved', { name, role: t(`common:role.${role}`) }) })
        return member?.self ? window.location.reload() : refresh()
      },
      onError: refresh,
    }),
  )
  return (
    <Panel flush title={t('orgs:members.title')}>
      <ErrorNotice error={change.error} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('orgs:members.name')}</th>
            <th scope="col">{t('orgs:members.role')}</th>
            <th scope="col">{t('orgs:members.joined')}</th>
            <th scope="col">
              <VisuallyHidden>{t('orgs:members.actions')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => {
            const name = format.person(member)
            const selected = memberRoles.find((role) => role === member.role)
            return (
              <tr key={member.userId}>
                <td>
                  <div className={classes.name}>
                    {name}
                    {member.honorific && <span className={classes.faint}>{member.honorific}</span>}
                    {member.self && (
                      <Badge variant="light" tt="none">
                        {t('orgs:members.you')}
                      </Badge>
                    )}
                  </div>
                  <div className={classes.faint}>{member.email}</div>
                </td>
                <td>
                  {member.assignable.length > 0 ? (
                    <NativeSelect
                      aria-label={t('orgs:members.roleOf', { name })}
                      size="sm"
                      w={170}
                      data={member.assignable.map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
                      value={selected}
                      disabled={change.isPending}
                      onChange={({ currentTarget: { value } }) => {
                        const role = memberRoles.find((each) => each === value)
                        if (role && role !== member.role)
                          change.mutate({ userId: member.userId, role, version: member.version })
                      }}
                    />
                  ) : (
                    t(`common:role.${member.role}`)
                  )}
                </td>
                <td className={`${classes.faint} ${classes.joined}`}>{format.day(member.joinedAt)}</td>
                <td className={classes.end}>
                  {(member.self || member.mayRemove) && (
                    <Button
                      variant="default"
                      size="compact-md"
                      aria-label={member.self ? t('orgs:members.leave') : t('orgs:members.removeLabel', { name })}
                      onClick={() => setLeaving(member)}
                    >
                      {t(member.self ? 'orgs:members.leave' : 'orgs:members.remove')}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {members.length === 1 && (
        <Text c="dimmed" p="md" size="sm">
          {t('orgs:members.alone')}
        </Text>
      )}
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(null)} onDone={refresh} />}
    </Panel>
  )
}

type DialogProps = { member: Member; onClose: () => void; onDone: () => Promise<void> }

function RemoveDialog({ member, onClose, onDone }: DialogProps) {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const format = useFormat()
  const { org } = useViewer()
  const name = format.person(member)
  const remove = useMutation(
    trpc.orgs.removeMember.mutationOptions({
      onSuccess: async () => {
        // Whoever left must not keep anything of the company on screen.
        if (member.self) return window.location.assign(paths.home())
        notify({ message: t('orgs:members.removed', { name }) })
        await onDone()
        onClose()
      },
    }),
  )
  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        member.self
          ? t('orgs:members.leaveTitle', { org: org ? format.org(org) : '' })
          : t('orgs:members.removeTitle', { name })
      }
    >
      <Stack gap="md">
        <Text>{t(member.self ? 'orgs:members.leaveBody' : 'orgs:members.removeBody')}</Text>
        <ErrorNotice error={remove.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ userId: member.userId })}>
            {t(member.self ? 'orgs:members.leave' : 'orgs:members.remove')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** The policy in words. */
export function RolesPanel() {
  const { t } = useTranslation(['orgs', 'common'])
  return (
    <Panel title={t('orgs:members.roles')}>
      <dl className={classes.roles}>
        {memberRoles.map((role) => (
          <div key={role} style={{ display: 'contents' }}>
            <dt>{t(`common:role.${role}`)}</dt>
            <dd>{t(`orgs:roleHint.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
