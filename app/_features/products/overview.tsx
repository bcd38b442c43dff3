'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconArchive, IconLanguage, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { Activity } from '@/app/_features/audit/activity'
import { ProductFindings } from '@/app/_features/boms/finding-list'
import { FlaggedBanner } from '@/app/_features/flashing/flagged-banner'
import { BilingualState } from '@/app/_features/language/bilingual-state'
import { Waiting } from '@/app/_features/language/waiting'
import { SuspendedSpecs } from '@/app/_features/specs/suspended-specs'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { GrantList } from './grants'
import { NextSteps } from './next-steps'
import { PeopleList } from './people-list'
import { PhaseSteps } from './phase'
import { useKindLabel } from './use-kind-label'
import { useProduct } from './use-product'
import classes from './overview.module.css'

type DialogProps = { product: ProductDetails; opened: boolean; onClose: () => void }
const EditDialog = onFirstUse<DialogProps>(() => import('./edit-dialog').then((module) => module.EditDialog))
const TextsDialog = onFirstUse<DialogProps>(() => import('./texts-dialog').then((module) => module.TextsDialog))
const PhaseDialog = onFirstUse<DialogProps>(() => import('./phase-dialog').then((module) => module.PhaseDialog))
const ArchiveDialog = onFirstUse<DialogProps>(() => import('./archive-dialog').then((module) => module.ArchiveDialog))

type Dialog = 'edit' | 'texts' | 'phase' | 'archive' | null

/** A product at a glance: what it is, where it stands, who works on it, what happened lately. */
export function ProductOverview({ productId }: { productId: string }) {
  const { t } = useTranslation('products')
  const product = useProduct(productId)
  const format = useFormat()
  const [dialog, setDialog] = useState<Dialog>(null)
  const close = () => setDialog(null)
  const { may, archivedAt } = product
  const editable = may.edit && archivedAt === null
  return (
    <div className={classes.layout}>
      <div className={classes.column}>
        {archivedAt && <Archived product={product} />}
        {product.grants.includes('firmware') && <FlaggedBanner productId={productId} />}
        {product.grants.includes('specs') && <SuspendedSpecs productId={productId} />}
        <NextSteps product={product} />
        <Panel
          title={t('overview.phase')}
          actions={
            editable && (
              <Button size="compact-sm" variant="default" onClick={() => setDialog('phase')}>
                {t('overview.changePhase')}
              </Button>
            )
          }
        >
          <PhaseSteps phase={product.phase} />
        </Panel>
        {product.role === 'owner' && <ProductFindings productId={productId} />}
        <About product={product} onOpen={editable ? setDialog : null} />
        <Panel title={t('overview.activity')} flush>
          <Activity productId={productId} />
        </Panel>
        {editable && (
          <Group>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconArchive size={16} stroke={1.6} aria-hidden />}
              onClick={() => setDialog('archive')}
            >
              {t('overview.archive')}
            </Button>
          </Group>
        )}
      </div>
      <div className={classes.side}>
        {product.role === 'manufacturer' && (
          <Panel title={t('overview.yourGrants', { brand: format.org(product.brand) })}>
            <GrantList grants={product.grants} />
          </Panel>
        )}
        <Waiting productId={productId} />
        <Panel title={t('overview.people')}>
          <PeopleList productId={productId} />
        </Panel>
      </div>
      <TextsDialog product={product} opened={dialog === 'texts'} onClose={close} />
      <EditDialog product={product} opened={dialog === 'edit'} onClose={close} />
      <PhaseDialog product={product} opened={dialog === 'phase'} onClose={close} />
      <ArchiveDialog product={product} opened={dialog === 'archive'} onClose={close} />
    </div>
  )
}

function About({ product, onOpen }: { product: ProductDetails; onOpen: ((dialog: Dialog) => void) | null }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const kind = useKindLabel()
  const summary = product.summary ? format.text(product.summary) : ''
  return (
    <Panel
      title={t('overview.about')}
      actions={
        onOpen && (
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconLanguage size={14} stroke={1.6} aria-hidden />}
              onClick={() => onOpen('texts')}
            >
              {t('overview.texts')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} stroke={1.6} aria-hidden />}
              onClick={() => onOpen('edit')}
            >
              {t('overview.edit')}
            </Button>
          </Group>
        )
      }
    >
      <p className={summary === '' ? classes.faint : classes.summary}>
        {summary || t('overview.noSummary')} {product.summary && <BilingualState text={product.summary} quiet />}
      </p>
      <p className={classes.faint}>
        {kind(product)}
        {product.name.en !== '' && product.name.zh !== '' && ` · ${product.name[format.other]}`}{' '}
        <BilingualState text={product.name} quiet />
      </p>
    </Panel>
  )
}

function Archived({ product: { id, version, may } }: { product: ProductDetails }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const restore = useMutation(
    trpc.products.restoreProduct.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.products.pathKey() }),
    }),
  )
  return (
    <Alert color="yellow" variant="light">
      <Group justify="space-between">
        {t('overview.archivedNotice')}
        {may.edit && (
          <Button
            size="compact-sm"
            variant="default"
            loading={restore.isPending}
            onClick={() => restore.mutate({ productId: id, version })}
          >
            {t('overview.restore')}
          </Button>
        )}
      </Group>
      <ErrorNotice error={restore.error} />
    </Alert>
  )
}
