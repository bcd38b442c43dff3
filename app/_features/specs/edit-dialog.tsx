'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { bindingSide } from '@/app/_features/language/typed'
import { useTRPC } from '@/app/_lib/trpc'
import { useFormError } from '@/app/_lib/use-form-error'
import { SpecFields, type SpecDraft } from './spec-fields'
import { longestTitle } from '@/server/domains/specs/rules/limits'
import { TextPair } from './text-pair'
import type { Spec, TypedText } from './types'

export type EditDialogProps = Readonly<{ spec: Spec; opened: boolean; onClose: () => void }>

/** Renames or renumbers a document, or lets the other language prevail. */
export function EditDialog({ spec, opened, onClose }: EditDialogProps) {
  const { t } = useTranslation('specs')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t('create.editTitle')} size="lg">
      <EditForm spec={spec} onClose={onClose} />
    </DialogOpened>
  )
}

/** Saves on top of what was on the screen when editing began: of two people who edit at once the second is told. */
function EditForm({ spec, onClose }: Omit<EditDialogProps, 'opened'>) {
  const { t } = useTranslation(['specs', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [{ id: specId, version }] = useState(spec)
  const [draft, setDraft] = useState<Omit<SpecDraft, 'name'> & { name: TypedText }>({
    name: { en: spec.name.en, zh: spec.name.zh, source: spec.name.source },
    number: spec.number,
    governingLanguage: spec.governingLanguage,
  })
  const update = useMutation(
    trpc.specs.updateSpec.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
        onClose()
      },
    }),
  )
  const { fields, rest } = useFormError(['number'], { 'specs.numberTaken': 'number' })(update.error)
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        update.mutate({ specId, version, ...draft, name: { ...draft.name, source: bindingSide(draft.name) } })
      }}
    >
      <Stack gap="md">
        <ErrorNotice error={rest} />
        <TextPair
          label={t('create.name')}
          value={draft.name}
          before={spec.name}
          onChange={(name) => setDraft({ ...draft, name })}
          productId={spec.productId}
          critical={false}
          maxLength={longestTitle}
          short
        />
        <SpecFields
          value={draft}
          onChange={({ number, governingLanguage }) => setDraft({ ...draft, number, governingLanguage })}
          errors={fields}
          numberHint={t('create.frozenHint')}
          unnamed
        />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={update.isPending}>
            {t('common:actions.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
