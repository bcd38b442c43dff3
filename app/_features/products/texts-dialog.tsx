'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { notify } from '@/app/_components/notify'
import { Stack } from '@/app/_components/ui/layout'
import { BilingualEditor } from '@/app/_features/language/bilingual-editor'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { bilingual, type BilingualText } from '@/server/kernel/bilingual'
import classes from './texts-dialog.module.css'

type Props = { product: ProductDetails; opened: boolean; onClose: () => void }

/** Name and description of a product in both languages, with their state; each is saved by itself. */
export function TextsDialog({ product, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  const locale = useLocale()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('overview.textsTitle')} size="xl">
      <Stack gap="lg">
        <TextEditor product={product} field="name" value={product.name} maxLength={120} />
        <TextEditor
          product={product}
          field="summary"
          value={product.summary ?? bilingual(locale, '')}
          maxLength={2_000}
        />
      </Stack>
    </Dialog>
  )
}

type TextProps = { product: ProductDetails; field: 'name' | 'summary'; value: BilingualText; maxLength: number }

function TextEditor({ product: { id, version }, field, value, maxLength }: TextProps) {
  const { t } = useTranslation(['products', 'language'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() })
  const revise = useMutation(
    trpc.products.reviseText.mutationOptions({
      onSuccess: async (_, { verify }) => {
        await refresh()
        notify({ message: t(verify ? 'language:queue.verified' : 'language:queue.saved') })
      },
      onError: refresh,
    }),
  )
  const label = t(`products:overview.${field}Text`)
  return (
    <section>
      <h3 className={classes.heading}>{label}</h3>
      <BilingualEditor
        value={value}
        label={label}
        keepAs={`${id} ${field}`}
        place={{ productId: id }}
        keepsMachine
        maxLength={maxLength}
        busy={revise.isPending}
        error={revise.error}
        onSave={(text, said) => revise.mutate({ productId: id, version, field, text, ...said })}
      />
    </section>
  )
}
