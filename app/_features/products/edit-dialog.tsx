'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { isVertical, verticals } from '@/server/domains/products/rules'
import { ProductForm, type ProductDraft } from './product-form'
import { useRefreshed } from './use-refreshed'

type Props = { product: ProductDetails; opened: boolean; onClose: () => void }

/** Changes the description of a product. */
export function EditDialog({ product, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('overview.editTitle')} size="lg">
      <EditForm product={product} onClose={onClose} />
    </Dialog>
  )
}

/** Saves on top of what was on the screen when editing began: of two people who edit at once the second is told. */
function EditForm({ product, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['products', 'common'])
  const [{ productId, version, draft }] = useState(() => ({
    productId: product.id,
    version: product.version,
    draft: draftOf(product),
  }))
  const trpc = useTRPC()
  const refreshed = useRefreshed(onClose)
  const update = useMutation(trpc.products.updateProduct.mutationOptions({ onSuccess: refreshed }))
  return (
    <ProductForm
      draft={draft}
      submit={t('common:actions.save')}
      pending={update.isPending}
      error={update.error}
      onSubmit={(typed) => update.mutate({ productId, version, ...typed })}
      cancel={
        <Button variant="default" onClick={onClose}>
          {t('common:actions.cancel')}
        </Button>
      }
    />
  )
}

function draftOf({ code, name, summary, vertical, subVertical }: ProductDetails): ProductDraft {
  const field = isVertical(vertical) ? vertical : 'home'
  return {
    code,
    name: { en: name.en, zh: name.zh },
    summary: { en: summary?.en ?? '', zh: summary?.zh ?? '' },
    vertical: field,
    subVertical: verticals[field].find((kind) => kind === subVertical) ?? verticals[field][0],
  }
}
