'use client'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useKept } from '@/app/_lib/use-kept'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { ReadBackView } from '@/server/domains/specs/queries/read-backs'
import { checkValues } from '@/server/domains/specs/rules/checks'
import { noValues, valueFields, type Values } from '@/server/domains/specs/rules/requirement'
import { refusalOf } from '@/server/domains/specs/rules/redline'
import { isSaid, noWords, ReasonField } from '../sign-off/reason-field'
import { useRefreshed } from '../sign-off/use-refreshed'
import type { Spec } from '../types'
import classes from './read-back.module.css'

type Props = Readonly<{
  spec: Spec
  revisionId: string
  /** Null while nothing is being read back; the last one stays while the dialog closes. */
  row: ReadBackView | null
  opened: boolean
  onClose: () => void
  /** The next requirement to read back; null after the last. */
  onNext: (() => void) | null
}>

/** A factory says a critical requirement in its own figures, unseen, and learns at once whether both sides mean the same. */
export function ReadBackDialog({ spec, revisionId, row, opened, onClose, onNext }: Props) {
  const { t } = useTranslation('specs')
  if (row === null) return null
  return (
    <Dialog opened={opened} onClose={onClose} title={t('readBack.formTitle', { code: row.code })} size="lg">
      <ReadBackForm
        key={row.requirementId}
        spec={spec}
        revisionId={revisionId}
        row={row}
        onClose={onClose}
        onNext={onNext}
      />
    </Dialog>
  )
}

type Typed = Readonly<{
  values: Values
  words: Readonly<{ en: string; zh: string }>
  method: Readonly<{ en: string; zh: string }>
  instrument: string
  clientKey: string
}>
const blank: Typed = { values: noValues, words: noWords, method: noWords, instrument: '', clientKey: '' }
const isBlank = ({ values, words, method, instrument }: Typed) =>
  Object.values(values).every((value) => value === '') && !isSaid(words) && !isSaid(method) && instrument === ''

/** Typical values only inform and are not asked for. */
const asked = valueFields.filter((field) => field !== 'typ')

function ReadBackForm({
  spec,
  revisionId,
  row,
  onClose,
  onNext,
}: Omit<Props, 'opened' | 'row'> & { row: ReadBackView }) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const [typed, setTyped] = useKept<Typed>(`read-back ${row.requirementId}`, blank, isBlank)
  // What is typed anew is another answer; the same one, sent again, is the same.
  const type = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change, clientKey: '' }))
  const send = useMutation(
    trpc.specs.readBack.mutationOptions({
      retry: (count, error) => count < 2 && !error.data,
      onSuccess: () => {
        setTyped(blank)
        return refreshed()
      },
    }),
  )
  const numeric = row.kind === 'numeric'
  const { values, words, method, instrument } = typed
  const figuresMissing = checkValues(values).some((code) => code === 'limitMissing' || code === 'notANumber')
  const ready = (numeric ? !figuresMissing : isSaid(words)) && isSaid(method)
  const submit = () => {
    if (!ready || send.isPending) return
    const clientKey = typed.clientKey === '' ? crypto.randomUUID() : typed.clientKey
    setTyped({ ...typed, clientKey })
    send.mutate({ revisionId, requirementId: row.requirementId, values, words, method, instrument, clientKey })
  }
  const [shown] = useState(row)
  if (send.data) {
    const { matches, eq } = send.data
    return (
      <Stack>
        <output className={classes.result} data-matches={matches}>
          {matches ? <IconCircleCheck size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
          <span>{t(!matches ? 'readBack.mismatched' : numeric ? 'readBack.matched' : 'readBack.wordsTaken')}</span>
        </output>
        <Group>
          {eq !== null && (
            <Button component={Link} href={paths.specThread(spec.productId, spec.id, eq.threadId)} variant="default">
              {t('readBack.openQuery', { code: eq.code })}
            </Button>
          )}
          {onNext !== null && (
            <Button onClick={onNext} data-autofocus>
              {t('readBack.next')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('readBack.close')}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <div className={classes.about}>
          <strong>
            <BilingualWords text={shown.title} both />
          </strong>
          <span className={classes.faint}>{t(`section.${shown.section}`)}</span>
          {(shown.condition.en !== '' || shown.condition.zh !== '') && (
            <span>
              <span className={classes.faint}>{t('requirement.condition')}</span>{' '}
              <BilingualWords text={shown.condition} />
            </span>
          )}
        </div>
        <Text size="sm" c="dimmed">
          {t('readBack.formHint')}
        </Text>
        <ErrorNotice error={send.error} />
        {numeric ? (
          <fieldset className={classes.figures}>
            <legend>{t('readBack.figures')}</legend>
            <p className={classes.faint}>{t('readBack.figuresHint')}</p>
            <div className={classes.inputs}>
              {[...asked, 'unit' as const].map((field) => (
                <TextInput
                  key={field}
                  label={t(`field.values.${field}`)}
                  value={values[field]}
                  onChange={(event) => type({ values: { ...values, [field]: event.currentTarget.value } })}
                  error={refusalOf(field, values[field].trim()) === null ? undefined : t('redline.notNumber')}
                  inputMode={field === 'unit' ? undefined : 'decimal'}
                  maxLength={field === 'unit' ? 24 : 40}
                  autoComplete="off"
                  data-autofocus={field === 'nominal' || undefined}
                />
              ))}
            </div>
          </fieldset>
        ) : (
          <ReasonField
            label={t('readBack.words')}
            hint={t('readBack.wordsHint')}
            value={words}
            onChange={(next) => type({ words: next })}
            onSend={submit}
            autoFocus
            required
          />
        )}
        <ReasonField
          label={t('readBack.method')}
          value={method}
          onChange={(next) => type({ method: next })}
          onSend={submit}
          required
        />
        <TextInput
          label={t('readBack.instrument')}
          description={t('readBack.instrumentHint')}
          value={instrument}
          onChange={(event) => type({ instrument: event.currentTarget.value })}
          maxLength={200}
        />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={send.isPending} disabled={!ready}>
            {t('readBack.send')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
