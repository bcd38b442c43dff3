'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualTextarea } from '@/app/_components/bilingual-textarea'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Radio } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { AttachField } from '@/app/_features/attachments/attach-field'
import type { Attached } from '@/app/_features/attachments/types'
import { useAttach } from '@/app/_features/attachments/use-attach'
import { useTRPC } from '@/app/_lib/trpc'
import { evidenceResults, type EvidenceResult } from '@/server/domains/gates/rules/standing'
import { isBlank } from '@/server/kernel/bilingual'
import type { ItemDialogProps } from './criterion-row'
import { useFactories } from './use-factories'
import { useGateChanged } from './use-gate-changed'
import classes from './dialogs.module.css'

/** Says whether a criterion is met: words, the figure that was reached, files. */
export function EvidenceDialog({ gate, item, opened, onClose }: ItemDialogProps) {
  const { t } = useTranslation('gates')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('evidenceDialog.title', { code: item.code })}>
      <EvidenceForm gate={gate} item={item} onClose={onClose} />
    </Dialog>
  )
}

function EvidenceForm({ gate, item, onClose }: Omit<ItemDialogProps, 'opened'>) {
  const { t } = useTranslation('gates')
  const trpc = useTRPC()
  const asksFactory = gate.side === 'brand' && item.side === 'partner'
  const factories = useFactories(gate.productId, asksFactory)
  const [result, setResult] = useState<EvidenceResult>('met')
  const [words, setWords] = useState({ en: '', zh: '' })
  const [reached, setReached] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [attached, setAttached] = useState<readonly Attached[]>([])
  const [clientKey] = useState(() => crypto.randomUUID())
  // The brand speaks to the factory that the criterion is about, unless it keeps the entry to itself.
  const lane = asksFactory ? (chosen ?? factories[0]?.value ?? '') : ''
  const pair = gate.side === 'partner' || lane !== ''
  const attach = useAttach(
    { productId: gate.productId, audience: pair ? 'pair' : 'brand', partnerOrgId: lane === '' ? null : lane },
    attached,
    setAttached,
  )
  const add = useMutation(trpc.gates.addEvidence.mutationOptions({ onSuccess: useGateChanged(onClose) }))
  return (
    <Form
      onPaste={attach.onPaste}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({
          itemId: item.id,
          result,
          words,
          reached,
          attachmentIds: attached.map(({ id }) => id),
          partnerOrgId: lane === '' ? null : lane,
          clientKey,
        })
      }}
    >
      <Stack>
        <ErrorNotice error={add.error} />
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{t('evidenceDialog.result')}</legend>
          {evidenceResults.map((each) => (
            <Radio
              key={each}
              name="result"
              checked={result === each}
              onChange={() => setResult(each)}
              label={t(`standing.${each}`)}
            />
          ))}
        </fieldset>
        {item.threshold !== '' && (
          <TextInput
            label={t('evidenceDialog.reached')}
            description={item.threshold}
            value={reached}
            onChange={(event) => setReached(event.currentTarget.value)}
            maxLength={60}
          />
        )}
        <BilingualTextarea
          value={words}
          onChange={setWords}
          minRows={3}
          placeholder={t('evidenceDialog.words')}
          words={{
            label: (language) => t(`evidenceDialog.wordsIn.${language}`),
            add: (language) => t(`evidenceDialog.addLanguage.${language}`),
            remove: t('evidenceDialog.removeLanguage'),
          }}
        />
        {asksFactory && (
          <NativeSelect
            label={t('evidenceDialog.lane')}
            value={lane}
            onChange={(event) => {
              setChosen(event.currentTarget.value)
              // Files were sent to those who could see them before.
              setAttached([])
            }}
            data={[
              ...factories.map(({ value, label }) => ({
                value,
                label: t('evidenceDialog.lanePartner', { partner: label }),
              })),
              { value: '', label: t('evidenceDialog.laneOwn') },
            ]}
          />
        )}
        <AttachField
          label={t('evidenceDialog.files')}
          attach={attach}
          attached={attached}
          onRemove={(id) => setAttached((list) => list.filter((file) => file.id !== id))}
        />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={add.isPending} disabled={isBlank(words) || attach.busy}>
            {t('evidenceDialog.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
