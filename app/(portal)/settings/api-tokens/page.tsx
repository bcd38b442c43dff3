import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Texts } from '@/app/_components/texts'
import { TokenList } from '@/app/_features/apiTokens/token-list'
import { api, getT, Hydrate, prefetch, requireActor } from '@/app/_lib/server'
import { can } from '@/server/domains/orgs/policy'

export const generateMetadata = async () => ({ title: (await getT())('apiTokens:title') })

export default async function ApiTokensPage() {
  const [t, { member }] = await Promise.all([getT(), requireActor()])
  if (member === null || !can(member.role, 'apiTokens:write')) {
    return (
      <>
        <PageHeader title={t('apiTokens:title')} />
        <EmptyState title={t('errors:orgs.roleNeeded')} />
      </>
    )
  }
  await prefetch(api.apiTokens.listTokens.queryOptions())
  return (
    <Texts of={['apiTokens']}>
      <Hydrate>
        <TokenList />
      </Hydrate>
    </Texts>
  )
}
