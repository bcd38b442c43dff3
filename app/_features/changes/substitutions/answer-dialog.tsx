'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Radio } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { deltaText, moneyText } from '@/app/_features/boms/cost/cost-text'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { substitutionDecisions, type SubstitutionDecision } from '@/server/domains/boms/lifecycle'
import type { SubstitutePrice } from '@/server/domains/boms/queries/substitute-cost'
import type { SubstitutionView } from '@/server/domains/boms/queries/substitutions'
import type { ConsequencesView } from '@/server/domains/changes/queries/consequences'
import { isBlank } from '@/server/kernel/bilingual'
import { BilingualField } from '../bilingual-field'
import { useChanged } from '../use-changed'
import classes from '../form.module.css'

export type AnswerDialogProps = Readonly<{
  productId: string
  item: SubstitutionView
  opened: boolean
  onClose: () => void
}>

/** Answers a request, with what it touches in view. */
export function AnswerDialog({ opened, onClose, ...given }: AnswerDialogProps) {
  const { t } = useTranslation('changes')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('substitution.answerDialog.title', { code: given.item.code })}>
      <AnswerForm {...given} onClose={onClose} />
    </Dialog>
  )
}

function AnswerForm({ productId, item, onClose }: Omit<AnswerDialogProps, 'opened'>) {
  const { t } = useTranslation('changes')
  const trpc = useTRPC()
  const router = useRouter()
  const [decision, setDecision] = useState<SubstitutionDecision | null>(null)
  const [lot, setLot] = useState('')
  const [answer, setAnswer] = useState({ en: '', zh: '' })
  const consequences = useQuery(trpc.changes.getConsequences.queryOptions({ substitutionId: item.id }))
  const changed = useChanged(onClose)
  const send = useMutation(
    trpc.changes.answerSubstitution.mutationOptions({
      onSuccess: async ({ changeId }) => {
        await changed()
        if (changeId !== null) router.push(paths.change(productId, changeId))
      },
    }),
  )
  const { data } = consequences
  if (!data)
    return consequences.error ? (
      <ErrorNotice error={consequences.error} onRetry={() => void consequences.refetch()} />
    ) : (
      <Skeleton height={320} />
    )
  const hints: Readonly<Partial<Record<SubstitutionDecision, string>>> = {
    always: t(data.released ? 'substitution.answerDialog.alwaysReleased' : 'substitution.answerDialog.alwaysDraft'),
    never: t('substitution.answerDialog.neverHint'),
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (decision !== null) send.mutate({ substitutionId: item.id, version: item.version, decision, lot, answer })
      }}
    >
      <Stack>
        <Touches found={data} />
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{t('substitution.answerDialog.decision')}</legend>
          {substitutionDecisions.map((each) => (
            <Radio
              key={each}
              name="decision"
              checked={decision === each}
              onChange={() => setDecision(each)}
              label={t(`substitution.answerDialog.${each}`)}
              description={hints[each]}
            />
          ))}
        </fieldset>
        {decision === 'lot' && (
          <TextInput
            label={t('substitution.answerDialog.lotName')}
            required
            value={lot}
            maxLength={60}
            onChange={(event) => setLot(event.currentTarget.value)}
          />
        )}
        <BilingualField
          legend={t('substitution.answerDialog.words')}
          label={(language) => t(`substitution.answerDialog.wordsIn.${language}`)}
          value={answer}
          minRows={2}
          onChange={setAnswer}
        />
        <ErrorNotice error={send.error} />
        <DialogActions onClose={onClose}>
          <Button
            type="submit"
            loading={send.isPending}
            disabled={
              decision === null ||
              (decision === 'lot' && lot.trim() === '') ||
              (decision === 'never' && isBlank(answer))
            }
          >
            {t('substitution.answerDialog.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

/** What the line costs now and would then. */
function CostOfYes({ cost }: { cost: NonNullable<ConsequencesView['cost']> }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const { quantity, currency, before, after, deltaMicros } = cost
  const price = ({ unitMicros }: SubstitutePrice) =>
    moneyText(unitMicros, currency) || t('substitution.answerDialog.noPrice')
  const prices = { before: price(before), after: price(after) }
  return (
    <p>
      <span className={classes.faint}>
        {t('substitution.answerDialog.cost', { quantity: format.quantity(quantity) })}
      </span>
      <br />
      {deltaMicros === null
        ? t('substitution.answerDialog.costUnknown', prices)
        : t('substitution.answerDialog.costKnown', { ...prices, delta: deltaText(deltaMicros), currency })}
    </p>
  )
}

/** What saying yes would touch. */
function Touches({ found }: { found: ConsequencesView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const { kinds, recertify, requirements, otherLines, findings, cost } = found
  const none = kinds.length + requirements.length + otherLines.length + findings.length === 0
  return (
    <section className={classes.group}>
      <h3 className={classes.legend}>{t('substitution.answerDialog.consequences')}</h3>
      {none && <p className={classes.faint}>{t('substitution.answerDialog.none')}</p>}
      {findings.length + kinds.length > 0 && (
        <div>
          {findings.map((finding) => (
            <span key={finding}>
              <Chip tone="amber">{t(`substitution.finding.${finding}`)}</Chip>{' '}
            </span>
          ))}
          {kinds.map((kind) => (
            <span key={kind}>
              <Chip tone="amber">{t(`substitution.consequence.${kind}`)}</Chip>{' '}
            </span>
          ))}
        </div>
      )}
      {cost && <CostOfYes cost={cost} />}
      {recertify && (
        <Alert color="yellow" variant="light">
          {t('substitution.answerDialog.recertify')}
        </Alert>
      )}
      {requirements.length > 0 && (
        <>
          <p className={classes.faint}>{t('substitution.answerDialog.requirements')}</p>
          <ul className={classes.list}>
            {requirements.map(({ code, title }) => (
              <li key={code}>
                {code} {format.text(title)}
              </li>
            ))}
          </ul>
        </>
      )}
      {otherLines.length > 0 && (
        <>
          <p className={classes.faint}>{t('substitution.answerDialog.otherLines')}</p>
          <ul className={classes.list}>
            {otherLines.map(({ id, refs, position }) => (
              <li key={id}>{refs || position}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
