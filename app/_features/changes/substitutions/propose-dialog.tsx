'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { AttachField } from '@/app/_features/attachments/attach-field'
import type { Attached } from '@/app/_features/attachments/types'
import { useAttach } from '@/app/_features/attachments/use-attach'
import { useTRPC } from '@/app/_lib/trpc'
import { substitutionReasons, type SubstitutionReason } from '@/server/domains/boms/lifecycle'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'
import { isBlank } from '@/server/kernel/bilingual'
import { BilingualField } from '../bilingual-field'
import { useChanged } from '../use-changed'
import { LineSearch, type ChosenLine } from './line-search'
import classes from '../form.module.css'

export type ProposeDialogProps = Readonly<{
  productId: string
  /** Where lines are looked for, unless one is given. */
  revisionId: string
  side: SigningSide
  line: ChosenLine | null
  opened: boolean
  onClose: () => void
}>

const noPart = { mpn: '', manufacturer: '', ipn: '', package: '', description: '' }
const partFields = ['mpn', 'manufacturer', 'ipn', 'package', 'description'] as const
const pauseMs = 300

/** Proposes another part for a line, with why and evidence; works with one hand on a phone. */
export function ProposeDialog({ opened, onClose, ...given }: ProposeDialogProps) {
  const { t } = useTranslation('changes')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('substitution.propose')}>
      <ProposeForm {...given} onClose={onClose} />
    </Dialog>
  )
}

function ProposeForm({ productId, revisionId, side, line: given, onClose }: Omit<ProposeDialogProps, 'opened'>) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const [line, setLine] = useState(given)
  const [part, setPart] = useState(noPart)
  const [reasonCode, setReasonCode] = useState<SubstitutionReason>('shortage')
  const [reason, setReason] = useState({ en: '', zh: '' })
  const [again, setAgain] = useState(false)
  const [attached, setAttached] = useState<readonly Attached[]>([])
  const attach = useAttach(
    { productId, audience: side === 'partner' ? 'pair' : 'brand', partnerOrgId: null },
    attached,
    setAttached,
  )
  const [asked] = useDebouncedValue(part, pauseMs)
  const named = asked.mpn.trim() !== '' || asked.ipn.trim() !== ''
  const preview = useQuery(
    trpc.boms.previewSubstitute.queryOptions(
      { lineId: line?.id ?? '', proposed: asked },
      { enabled: line !== null && named },
    ),
  )
  const propose = useMutation(trpc.boms.proposeSubstitution.mutationOptions({ onSuccess: useChanged(onClose) }))
  const refused = preview.data?.earlier.some(({ decision }) => decision === 'never') ?? false
  const findings = preview.data?.findings ?? []
  return (
    <Form
      onPaste={attach.onPaste}
      onSubmit={(event) => {
        event.preventDefault()
        if (line === null) return
        propose.mutate({
          ...{ lineId: line.id, proposed: part, reasonCode, reason, again },
          attachmentIds: attached.map(({ id }) => id),
        })
      }}
    >
      <Stack>
        <LineSearch revisionId={revisionId} line={line} fixed={given !== null} onChoose={setLine} />
        <div className={classes.pair}>
          {partFields.map((field) => (
            <TextInput
              key={field}
              label={t(`substitution.dialog.${field}`)}
              value={part[field]}
              required={field === 'mpn'}
              maxLength={field === 'description' ? 400 : 120}
              autoComplete="off"
              onChange={(event) => setPart({ ...part, [field]: event.currentTarget.value })}
            />
          ))}
          <NativeSelect
            label={t('substitution.dialog.reasonCode')}
            value={reasonCode}
            onChange={(event) =>
              setReasonCode(substitutionReasons.find((each) => each === event.currentTarget.value) ?? reasonCode)
            }
            data={substitutionReasons.map((each) => ({ value: each, label: t(`substitution.reasonCode.${each}`) }))}
          />
        </div>
        {findings.length > 0 && (
          <Alert color="yellow" variant="light">
            {findings.map((finding) => (
              <div key={finding}>{t(`substitution.finding.${finding}`)}</div>
            ))}
          </Alert>
        )}
        {preview.data?.earlier.map((before) => (
          <Alert key={before.code} color={before.decision === 'never' ? 'red' : 'yellow'} variant="light">
            {t('substitution.dialog.earlier', { code: before.code })}{' '}
            {before.decision && t(`substitution.decision.${before.decision}`, { lot: before.lot })}{' '}
            {before.answer && <BilingualWords text={before.answer} />}
          </Alert>
        ))}
        {refused && (
          <Checkbox label={t('substitution.dialog.again')} checked={again} onChange={() => setAgain(!again)} />
        )}
        <BilingualField
          legend={t('substitution.dialog.reason')}
          label={(language) => t(`substitution.dialog.reasonIn.${language}`)}
          value={reason}
          minRows={3}
          onChange={setReason}
        />
        <AttachField
          label={t('substitution.dialog.files')}
          attach={attach}
          attached={attached}
          onRemove={(id) => setAttached((list) => list.filter((file) => file.id !== id))}
        />
        <ErrorNotice error={propose.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={propose.isPending}
            disabled={
              line === null ||
              (part.mpn.trim() === '' && part.ipn.trim() === '') ||
              isBlank(reason) ||
              attach.busy ||
              findings.includes('samePart') ||
              (refused && !again)
            }
          >
            {t('substitution.dialog.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
