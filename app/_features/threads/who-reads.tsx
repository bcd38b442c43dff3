'use client'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import type { ThreadOrg, ThreadSummary } from './types'

type Props = Readonly<{
  thread: Pick<ThreadSummary, 'orgId' | 'partnerOrgId'>
  orgs: Readonly<Record<string, ThreadOrg>>
}>

/** Between whom a question stays, in a few words: with the other side, or inside the brand. */
export function WhoReads({ thread: { orgId, partnerOrgId }, orgs }: Props) {
  const { t } = useTranslation('threads')
  const format = useFormat()
  const { org: own } = useViewer()
  const org = orgs[partnerOrgId === null || partnerOrgId === own?.id ? orgId : partnerOrgId]
  return org ? t(partnerOrgId === null ? 'list.inside' : 'list.with', { org: format.org(org) }) : null
}
