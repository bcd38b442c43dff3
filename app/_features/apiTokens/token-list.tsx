'use client'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Badge } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ListedToken } from '@/server/domains/apiTokens/queries/list-tokens'
import type { NewTokenProps } from './new-token'
import type { RevokeTokenProps } from './revoke-token'

const NewToken = onFirstUse<NewTokenProps>(() => import('./new-token').then((module) => module.NewToken))
const RevokeToken = onFirstUse<RevokeTokenProps>(() => import('./revoke-token').then((module) => module.RevokeToken))

/** The tokens of the organisation: what each may do, how long, and when it was last used. */
export function TokenList() {
  const { t } = useTranslation('apiTokens')
  const { data } = useSuspenseQuery(useTRPC().apiTokens.listTokens.queryOptions())
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ListedToken | null>(null)
  const make = (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')} actions={data.tokens.length > 0 && make} />
      {data.tokens.length === 0 ? (
        <EmptyState title={t('empty')} action={make}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <Panel flush title={t('title')}>
          <Rows>
            {data.tokens.map((token) => (
              <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
            ))}
          </Rows>
        </Panel>
      )}
      <NewToken scopes={data.scopes} opened={making} onClose={() => setMaking(false)} />
      <RevokeToken token={revoking} opened={revoking !== null} onClose={() => setRevoking(null)} />
    </>
  )
}

function TokenRow({ token, onRevoke }: { token: ListedToken; onRevoke: () => void }) {
  const { t } = useTranslation('apiTokens')
  const format = useFormat()
  const { name, shown, scopes, productCode, standing, orphaned, lastUsedAt, lastUsedIp } = token
  const ended = standing === 'active' ? (orphaned ? t('orphaned') : null) : t(standing)
  const facts = [
    scopes.map((scope) => t(`scope.${scope}`)).join(', '),
    productCode ?? t('field.anyProduct'),
    t('by', { name: format.person(token.creator), day: format.day(token.createdAt) }),
    ...(standing === 'active' ? [t('expires', { day: format.day(token.expiresAt) })] : []),
    lastUsedAt ? t('lastUsed', { time: format.moment(lastUsedAt), ip: lastUsedIp ?? '' }) : t('neverUsed'),
  ]
  return (
    <Row
      icon={<IconKey size={18} stroke={1.6} aria-hidden />}
      main={
        <>
          {name} <span className="mono">{shown}…</span>
          {ended !== null && (
            <Badge variant="light" tt="none" c="var(--amber)" bg="var(--amber-surface)">
              {ended}
            </Badge>
          )}
        </>
      }
      faint={facts.join(' · ')}
      side={
        token.mayRevoke &&
        standing === 'active' && (
          <Button variant="default" size="compact-md" aria-label={t('revokeOne', { name })} onClick={onRevoke}>
            {t('revoke')}
          </Button>
        )
      }
    />
  )
}
