'use client'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Badge } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { Device } from '@/server/domains/people/rules/devices'

/** Where the person is signed in; a device ended here is refused at its next request. */
export function SessionsPanel() {
  const { t } = useTranslation('people')
  const trpc = useTRPC()
  const format = useFormat()
  const client = useQueryClient()
  const { data: sessions } = useSuspenseQuery(trpc.people.listSessions.queryOptions())
  const onSuccess = async () => {
    notify({ message: t('sessions.ended') })
    await client.invalidateQueries(trpc.people.listSessions.queryFilter())
  }
  const end = useMutation(trpc.people.revokeSession.mutationOptions({ onSuccess }))
  const endOthers = useMutation(trpc.people.revokeOtherSessions.mutationOptions({ onSuccess }))
  const named = ({ browser, system }: Device) =>
    browser && system ? t('sessions.device', { browser, system }) : browser || system || t('sessions.unknown')
  return (
    <Panel
      flush
      title={t('sessions.title')}
      actions={
        sessions.length > 1 && (
          <Button variant="default" size="compact-md" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('sessions.endOthers')}
          </Button>
        )
      }
    >
      <ErrorNotice error={end.error ?? endOthers.error} />
      <Rows>
        {sessions.map(({ id, device, ip, here, lastSeenAt, createdAt }) => {
          const Icon = device.phone ? IconDeviceMobile : IconDeviceDesktop
          const facts = [
            ip,
            t('sessions.lastSeen', { time: format.moment(lastSeenAt) }),
            t('sessions.since', { date: format.day(createdAt) }),
          ]
          return (
            <Row
              key={id}
              icon={<Icon size={20} stroke={1.6} aria-hidden />}
              main={
                <>
                  {named(device)}
                  {here && (
                    <Badge variant="light" tt="none">
                      {t('sessions.here')}
                    </Badge>
                  )}
                </>
              }
              faint={facts.filter(Boolean).join(' · ')}
              side={
                !here && (
                  <Button
                    variant="default"
                    size="compact-md"
                    loading={end.isPending && end.variables.sessionId === id}
                    aria-label={t('sessions.endLabel', { device: named(device) })}
                    onClick={() => end.mutate({ sessionId: id })}
                  >
                    {t('sessions.end')}
                  </Button>
                )
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}
