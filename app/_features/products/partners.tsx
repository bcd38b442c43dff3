'use client'
import { useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { GrantList } from './grants'
import { PartyRow } from './party-row'
import { SignedRecords } from './signed-records'
import { useProduct } from './use-product'
import classes from './partners.module.css'

const InviteDialog = onFirstUse<{ productId: string; opened: boolean; onClose: () => void }>(() =>
  import('./invite-dialog').then((module) => module.InviteDialog),
)

/** Who else is on a product: for the brand all partners, for a partner its own access. */
export function Partners({ productId }: { productId: string }) {
  const product = useProduct(productId)
  return product.role === 'owner' ? <OwnersView product={product} /> : <PartnersView product={product} />
}

function OwnersView({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const [inviting, setInviting] = useState(false)
  const { data, error, refetch } = useQuery(trpc.products.listParties.queryOptions({ productId: product.id }))
  const mayInvite = product.may.managePartners && product.archivedAt === null
  const invite = mayInvite && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setInviting(true)}>
      {t('partners.invite')}
    </Button>
  )
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton height={160} />}
      {data?.length === 0 && (
        <EmptyState title={t('partners.empty')} action={invite || undefined}>
          {t('partners.emptyBody')}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <>
          <div className={classes.head}>
            <p className={classes.hint}>{t('partners.hint')}</p>
            {invite}
          </div>
          <ul className={classes.rows}>
            {data.map((party) => (
              <PartyRow key={party.id} party={party} product={product} />
            ))}
          </ul>
        </>
      )}
      <InviteDialog productId={product.id} opened={inviting} onClose={() => setInviting(false)} />
    </>
  )
}

function PartnersView({ product }: { product: ProductDetails }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const format = useFormat()
  const { data, error, refetch } = useQuery(trpc.products.listParties.queryOptions({ productId: product.id }))
  const [own] = data ?? []
  return (
    <div className={classes.own}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      <Panel title={t('partners.theirs')}>
        <p className={classes.hint}>{t('partners.theirsHint', { brand: format.org(product.brand) })}</p>
        <GrantList grants={product.grants} />
      </Panel>
      {own && (
        <Panel title={t('partners.record')}>
          <SignedRecords ndas={own.ndas} />
        </Panel>
      )}
    </div>
  )
}
