'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useKept } from '@/app/_lib/use-kept'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import { textFields, valueFields } from '@/server/domains/specs/rules/requirement'
import { redlineFields, refusalOf, valueOf, type RedlineField } from '@/server/domains/specs/rules/redline'
import { languages } from '@/server/kernel/bilingual'
import { isSaid, noWords, ReasonField } from '../sign-off/reason-field'
import { useRefreshed } from '../sign-off/use-refreshed'
import type { Requirement } from '../types'
import classes from './redlines.module.css'
import { useFieldName } from './use-field-name'

type Props = Readonly<{ revisionId: string; requirement: Requirement; opened: boolean; onClose: () => void }>

/** A factory changes what should be different about a requirement and says why; nothing is changed until the brand accepts. */
export function ProposeDialog({ revisionId, requirement, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('redline.proposeTitle', { code: requirement.code })} size="xl">
      <ProposeForm revisionId={revisionId} requirement={requirement} onClose={onClose} />
    </Dialog>
  )
}

type Typed = Readonly<{
  values: Readonly<Partial<Record<RedlineField, string>>>
  reason: Readonly<{ en: string; zh: string }>
}>
const blank: Typed = { values: {}, reason: noWords }
const isBlank = ({ values, reason }: Typed) => Object.keys(values).length === 0 && !isSaid(reason)

function ProposeForm({ revisionId, requirement, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const name = useFieldName()
  const refreshed = useRefreshed()
  // Survives a reload of the tab, so that nothing typed is lost.
  const [typed, setTyped] = useKept<Typed>(`redline ${requirement.id}`, blank, isBlank)
  const changes = redlineFields.flatMap((field) => {
    const to = typed.values[field]?.trim()
    return to === undefined || to === valueOf(requirement, field) ? [] : [{ field, to }]
  })
  const propose = useMutation(
    trpc.specs.proposeRedlines.mutationOptions({
      onSuccess: ({ redlineIds }) =>
        refreshed(() => {
          setTyped(blank)
          notify({ message: t('redline.proposed_toast', { count: redlineIds.length }) })
          onClose()
        }),
    }),
  )
  const refused = changes.some(({ field, to }) => refusalOf(field, to) !== null)
  const ready = changes.length > 0 && !refused && isSaid(typed.reason)
  const send = () => {
    if (ready && !propose.isPending)
      propose.mutate({ revisionId, requirementId: requirement.id, changes, reason: typed.reason })
  }
  const isChanged = (key: RedlineField) => changes.some((change) => change.field === key)
  const field = (key: RedlineField) => {
    const now = valueOf(requirement, key)
    const value = typed.values[key] ?? now
    const refusal = refusalOf(key, value.trim())
    return {
      label: name(key),
      value,
      onChange: (event: { currentTarget: { value: string } }) => {
        const { value: next } = event.currentTarget
        setTyped((before) => ({ ...before, values: { ...before.values, [key]: next } }))
      },
      error: refusal === null ? undefined : t('redline.notNumber'),
    }
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Text size="sm">{t('redline.proposeBody')}</Text>
        <ErrorNotice error={propose.error} />
        {requirement.kind === 'numeric' && (
          <div className={classes.figures}>
            {[...valueFields, 'unit' as const].map((key) => (
              <div key={key}>
                <TextInput
                  {...field(key)}
                  inputMode={key === 'unit' ? undefined : 'decimal'}
                  maxLength={key === 'unit' ? 24 : 40}
                />
                {isChanged(key) && (
                  <span className={classes.hint}>
                    {t('redline.now', { value: valueOf(requirement, key) || t('redline.nothing') })}
                  </span>
                )}
              </div>
            ))}
          </div>
        )}
        {textFields.map((text) => (
          <Columns key={text} gap="sm" narrow>
            {languages.map((language) => (
              <Textarea
                key={language}
                {...field(`${text}.${language}`)}
                lang={languageTags[language]}
                autosize
                minRows={text === 'text' ? 2 : 1}
                maxRows={10}
              />
            ))}
          </Columns>
        ))}
        <ReasonField
          label={t('redline.reason')}
          value={typed.reason}
          onChange={(reason) => setTyped((before) => ({ ...before, reason }))}
          onSend={send}
          required
        />
        {changes.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('redline.proposeNone')}
          </Text>
        )}
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={propose.isPending} disabled={!ready}>
            {t('redline.proposeSend', { count: Math.max(1, changes.length) })}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
