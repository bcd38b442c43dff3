'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { phases, type Phase } from '@/server/domains/products/rules'
import { emptyDraft, ProductForm } from './product-form'

/** Opens a product; everything else can follow later. */
export function NewProduct() {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [phase, setPhase] = useState<Phase>('concept')
  const create = useMutation(
    trpc.products.createProduct.mutationOptions({
      onSuccess: async ({ productId }) => {
        router.push(paths.product(productId))
        await queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
      },
    }),
  )
  return (
    <div style={{ maxWidth: 760 }}>
      <PageHeader title={t('new.title')} hint={t('new.hint')} />
      <Panel>
        <ProductForm
          draft={emptyDraft}
          submit={t('new.create')}
          pending={create.isPending || create.isSuccess}
          error={create.error}
          onSubmit={(draft) => create.mutate({ ...draft, phase })}
          cancel={
            <Button component={Link} href={paths.products()} variant="default">
              {t('new.cancel')}
            </Button>
          }
        >
          <NativeSelect
            label={t('fields.phase')}
            w={220}
            value={phase}
            onChange={(event) => setPhase(phases.find((each) => each === event.currentTarget.value) ?? 'concept')}
            data={phases.map((each) => ({ value: each, label: t(`phaseLong.${each}`) }))}
          />
        </ProductForm>
      </Panel>
    </div>
  )
}
