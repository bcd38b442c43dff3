import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Texts } from '@/app/_components/texts'
import { AuditLog } from '@/app/_features/audit/audit-log'
import { getT, requireActor, serverApi } from '@/app/_lib/server'
import { can } from '@/server/domains/orgs/policy'

export const generateMetadata = async () => ({ title: (await getT())('audit:title') })

export default async function AuditPage() {
  const [t, { member }] = await Promise.all([getT(), requireActor()])
  if (member === null || !can(member.role, 'audit:read')) {
    return (
      <>
        <PageHeader title={t('audit:title')} />
        <EmptyState title={t('errors:audit.roleNeeded')} />
      </>
    )
  }
  return (
    <Texts of={['audit', 'products']}>
      <AuditLog first={await (await serverApi()).audit.listEntries({})} />
    </Texts>
  )
}
