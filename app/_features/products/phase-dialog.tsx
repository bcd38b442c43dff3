'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { TextLink } from '@/app/_components/text-link'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { obstacles, type Obstacle } from '@/server/domains/gates/rules/standing'
import type { ProductDetails } from '@/server/domains/products/queries/get-product'
import { phaseNeedsReason, phases, type Phase } from '@/server/domains/products/rules'
import { useRefreshed } from './use-refreshed'

type Props = { product: ProductDetails; opened: boolean; onClose: () => void }

const following = (phase: Phase): Phase =>
  phases[phases.indexOf(phase) + 1] ?? phases[phases.indexOf(phase) - 1] ?? phase

/** Moves the product on, past gates that say yes or at somebody's risk; going back or over a phase asks why. */
export function PhaseDialog({ product, opened, onClose }: Props) {
  const { t } = useTranslation('products')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('phaseDialog.title')}>
      <PhaseForm key={product.version} product={product} onClose={onClose} />
    </Dialog>
  )
}

function PhaseForm({ product: { id: productId, version, phase: from }, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const refreshed = useRefreshed(onClose)
  const [phase, setPhase] = useState(following(from))
  const [reason, setReason] = useState('')
  const [risk, setRisk] = useState(false)
  const gates = useQuery(trpc.gates.listGates.queryOptions({ productId }))
  const change = useMutation(
    trpc.gates.changePhase.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.gates.pathKey() })
        await refreshed()
      },
    }),
  )
  if (!gates.data)
    return gates.error ? (
      <ErrorNotice error={gates.error} onRetry={() => void gates.refetch()} />
    ) : (
      <Skeleton height={160} />
    )
  const inTheWay = obstacles(from, phase, gates.data.gates)
  const blocked = inTheWay.length > 0
  const needsReason = blocked || phaseNeedsReason(from, phase)
  const ready = (!needsReason || reason.trim() !== '') && (!blocked || risk)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ productId, version, phase, reason, atRisk: blocked && risk })
      }}
    >
      <Stack>
        <ErrorNotice error={change.error} />
        <NativeSelect
          label={t('phaseDialog.to')}
          value={phase}
          onChange={(event) => {
            setPhase(phases.find((each) => each === event.currentTarget.value) ?? from)
            setRisk(false)
          }}
          data={phases.filter((each) => each !== from).map((each) => ({ value: each, label: t(`phaseLong.${each}`) }))}
        />
        {blocked && <InTheWay productId={productId} found={inTheWay} />}
        {blocked && <Risk phase={phase} may={gates.data.access.risk} taken={risk} onChange={setRisk} />}
        {needsReason && (
          <Textarea
            label={t('phaseDialog.reason')}
            description={t('phaseDialog.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            rows={3}
            required
          />
        )}
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={change.isPending} disabled={!ready}>
            {t(blocked ? 'phaseDialog.confirmRisk' : 'phaseDialog.confirm', { phase: t(`phase.${phase}`) })}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

/** What the gates say against it. */
function InTheWay({ productId, found }: { productId: string; found: readonly Obstacle[] }) {
  const { t } = useTranslation('products')
  return (
    <Alert color="yellow" variant="light" title={t('phaseDialog.inTheWay')}>
      <ul>
        {found.map((each) => (
          <li key={`${each.kind} ${each.phase}`}>
            {t(`phaseDialog.${each.kind}`, {
              gate: each.phase.toUpperCase(),
              count: 'count' in each ? each.count : 0,
            })}
          </li>
        ))}
      </ul>
      <TextLink href={paths.gates(productId)}>{t('phaseDialog.toGates')}</TextLink>
    </Alert>
  )
}

type RiskProps = Readonly<{ phase: Phase; may: boolean; taken: boolean; onChange: (taken: boolean) => void }>

/** Whoever takes the risk does so in their own name. */
function Risk({ phase, may, taken, onChange }: RiskProps) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const { user } = useViewer()
  if (!may) return <p>{t('phaseDialog.riskNotYours')}</p>
  return (
    <Checkbox
      checked={taken}
      onChange={(event) => onChange(event.currentTarget.checked)}
      label={t('phaseDialog.risk', { person: format.person(user), phase: t(`phase.${phase}`) })}
    />
  )
}
