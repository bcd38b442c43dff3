'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Radio } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { Columns, Group, Stack } from '@/app/_components/ui/layout'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useFormError } from '@/app/_lib/use-form-error'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { isSubVertical, isVertical, verticalNames, verticals, type Vertical } from '@/server/domains/products/rules'
import classes from './create-dialog.module.css'
import { SpecFields, type SpecDraft } from './spec-fields'

export type CreateDialogProps = Readonly<{ product: ProductDetails; opened: boolean; onClose: () => void }>

/** A new specification: what it is called, and what it begins with. */
export function CreateDialog({ product, opened, onClose }: CreateDialogProps) {
  const { t } = useTranslation('specs')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('create.title')} size="lg">
      <CreateForm product={product} onClose={onClose} />
    </DialogOpened>
  )
}

/** The number the server gives when none is typed: `WL-20-SPEC-02`. */
function nextNumber(code: string, taken: readonly string[]): string {
  const stem = `${code}-SPEC-`
  const last = taken.flatMap((number) => (number.startsWith(stem) ? [Number(/\d+$/.exec(number)?.[0] ?? 0)] : []))
  return `${stem}${String(Math.max(0, ...last) + 1).padStart(2, '0')}`
}

const starts = ['template', 'blank', 'copy'] as const
type Start = (typeof starts)[number]

function CreateForm({ product, onClose }: Omit<CreateDialogProps, 'opened'>) {
  const { t } = useTranslation(['specs', 'products'])
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { locale } = useFormat()
  const known = useQuery(trpc.specs.listSpecs.queryOptions({ productId: product.id })).data?.specs ?? []
  const [draft, setDraft] = useState<SpecDraft>({ name: { en: '', zh: '' }, number: '', governingLanguage: locale })
  const [start, setStart] = useState<Start>('template')
  const [kind, setKind] = useState(() => kindOf(product))
  const [copied, setCopied] = useState('')
  const create = useMutation(
    trpc.specs.createSpec.mutationOptions({
      onSuccess: async ({ specId }) => {
        router.push(paths.spec(product.id, specId))
        await queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
      },
    }),
  )
  const { fields, rest } = useFormError(['name.en', 'number'], { 'specs.numberTaken': 'number' })(create.error)
  const from =
    start === 'template'
      ? { kind: 'template' as const, ...kind }
      : start === 'copy'
        ? { kind: 'copy' as const, specId: copied }
        : { kind: 'blank' as const }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const { number, ...named } = draft
        create.mutate({ productId: product.id, ...named, ...(number.trim() === '' ? {} : { number }), from })
      }}
    >
      <Stack gap="md">
        <ErrorNotice error={rest} />
        <SpecFields
          value={draft}
          onChange={setDraft}
          errors={fields}
          numberHint={t('create.numberHint')}
          suggested={nextNumber(
            product.code,
            known.map(({ number }) => number),
          )}
        />
        <fieldset className={classes.choice}>
          <legend className={classes.legend}>{t('create.from')}</legend>
          <Group gap="lg">
            {starts.map((each) => (
              <Radio
                key={each}
                name="from"
                value={each}
                label={t(`create.${each}`)}
                checked={start === each}
                onChange={() => setStart(each)}
              />
            ))}
          </Group>
        </fieldset>
        {start === 'template' && (
          <div>
            <Columns narrow>
              <NativeSelect
                label={t('create.vertical')}
                value={kind.vertical}
                onChange={(event) => {
                  const vertical = verticalNames.find((name) => name === event.currentTarget.value) ?? 'home'
                  setKind({ vertical, subVertical: verticals[vertical][0] })
                }}
                data={verticalNames.map((name) => ({ value: name, label: t(`products:vertical.${name}`) }))}
              />
              <NativeSelect
                label={t('create.subVertical')}
                value={kind.subVertical}
                onChange={(event) => setKind({ ...kind, subVertical: event.currentTarget.value })}
                data={verticals[kind.vertical].map((name) => ({
                  value: name,
                  label: t(`products:subVertical.${name}`),
                }))}
              />
            </Columns>
            <p className={classes.hint}>{t('create.templateHint')}</p>
          </div>
        )}
        {start === 'copy' && <CopyFrom productId={product.id} copied={copied} onCopy={setCopied} />}
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={create.isPending || create.isSuccess}
            disabled={
              (draft.name.en.trim() === '' && draft.name.zh.trim() === '') || (start === 'copy' && copied === '')
            }
          >
            {t('create.create')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

function kindOf({ vertical, subVertical }: ProductDetails): { vertical: Vertical; subVertical: string } {
  const known = isVertical(vertical) ? vertical : 'home'
  return { vertical: known, subVertical: isSubVertical(known, subVertical) ? subVertical : verticals[known][0] }
}

type CopyProps = Readonly<{ productId: string; copied: string; onCopy: (specId: string) => void }>

/** Another specification of the brand: of this product, or of another one. */
function CopyFrom({ productId, copied, onCopy }: CopyProps) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const trpc = useTRPC()
  const [from, setFrom] = useState(productId)
  const products = useQuery(trpc.products.listProducts.queryOptions({}))
  const specs = useQuery(trpc.specs.listSpecs.queryOptions({ productId: from }))
  const owned = (products.data?.items ?? []).filter(({ role }) => role === 'owner')
  const found = specs.data?.specs ?? []
  return (
    <Columns narrow>
      <ErrorNotice error={products.error ?? specs.error} />
      <NativeSelect
        label={t('create.copyProduct')}
        value={from}
        onChange={(event) => {
          setFrom(event.currentTarget.value)
          onCopy('')
        }}
        data={owned.map(({ id, code, name }) => ({ value: id, label: `${code} ${format.text(name)}` }))}
      />
      <NativeSelect
        label={t('create.copySpec')}
        value={copied}
        error={specs.isSuccess && found.length === 0 ? t('create.copyNone') : undefined}
        onChange={(event) => onCopy(event.currentTarget.value)}
        data={[
          { value: '', label: '…' },
          ...found.map(({ id, number, name }) => ({ value: id, label: `${number} ${format.text(name)}` })),
        ]}
      />
    </Columns>
  )
}
