'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { GateView } from '@/server/domains/gates/queries/get-gate'
import { usualSigners } from '@/server/domains/gates/rules/signers'
import { signingRoles, signingSides, slotOf, type Slot } from '@/server/domains/specs/rules/sign-off'
import { useFactories } from './use-factories'
import { useGateChanged } from './use-gate-changed'
import classes from './dialogs.module.css'

type Props = Readonly<{ gate: GateView; opened: boolean; onClose: () => void }>

/** Puts a gate before those who sign: which factory, and in which capacities on both sides. */
export function SubmitDialog({ gate, opened, onClose }: Props) {
  const { t } = useTranslation('gates')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('submitDialog.title', { gate: gate.phase.toUpperCase() })}>
      <SubmitForm gate={gate} onClose={onClose} />
    </Dialog>
  )
}

function SubmitForm({ gate, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['gates', 'common'])
  const locale = useLocale()
  const trpc = useTRPC()
  const factories = useFactories(gate.productId, true)
  const [chosen, setChosen] = useState<string | null>(null)
  const [changed, setChanged] = useState<ReadonlySet<Slot>>(new Set())
  const [note, setNote] = useState('')
  const submit = useMutation(trpc.gates.submitGate.mutationOptions({ onSuccess: useGateChanged(onClose) }))
  const partnerOrgId = chosen ?? factories[0]?.value ?? ''
  const usual = usualSigners(gate.phase, partnerOrgId !== '').map(slotOf)
  const every = signingSides
    .filter((side) => side === 'brand' || partnerOrgId !== '')
    .flatMap((side) => signingRoles.map((role) => ({ side, role })))
  const isWanted = (slot: Slot) => usual.includes(slot) !== changed.has(slot)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        submit.mutate({
          gateId: gate.id,
          version: gate.version,
          partnerOrgId: partnerOrgId === '' ? null : partnerOrgId,
          signatures: every.filter((each) => isWanted(slotOf(each))),
          note: { en: '', zh: '', [locale]: note },
        })
      }}
    >
      <Stack>
        <ErrorNotice error={submit.error} />
        <Text>{t('gates:submitDialog.hint')}</Text>
        <NativeSelect
          label={t('gates:submitDialog.partner')}
          value={partnerOrgId}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[...factories, { value: '', label: t('gates:submitDialog.alone') }]}
        />
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{t('gates:submitDialog.signers')}</legend>
          {every.map((each) => {
            const slot = slotOf(each)
            return (
              <Checkbox
                key={slot}
                checked={isWanted(slot)}
                onChange={() => {
                  const next = new Set(changed)
                  if (!next.delete(slot)) next.add(slot)
                  setChanged(next)
                }}
                label={t('gates:item.owner', {
                  side: t(`gates:side.${each.side}`),
                  role: t(`common:role.${each.role}`),
                })}
              />
            )
          })}
        </fieldset>
        <Textarea
          label={t('gates:submitDialog.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2_000}
          rows={2}
        />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={submit.isPending}>
            {t('gates:submitDialog.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
