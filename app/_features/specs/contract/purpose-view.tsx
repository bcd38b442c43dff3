'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Button } from '@/app/_components/ui/button'
import { BilingualEditor } from '@/app/_features/language/bilingual-editor'
import { BilingualState } from '@/app/_features/language/bilingual-state'
import { forgetText, hasKeptText } from '@/app/_features/language/kept-text'
import { useTRPC } from '@/app/_lib/trpc'
import { otherLanguage, type BilingualText } from '@/server/kernel/bilingual'
import classes from './contract.module.css'

/** Where a contract stands whose words the reader may translate. */
export type Translatable = Readonly<{ productId: string; specId: string }>
type Props = Readonly<{ channelId: string; purpose: BilingualText; translatable: Translatable | null }>

/** What a channel is for, how far its translation can be trusted, and the other language written where it stands. */
export function PurposeView({ channelId, purpose, translatable }: Props) {
  const { t } = useTranslation(['specs', 'language'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const other = otherLanguage(purpose.source)
  // The same words as in the queue: what was begun there is found here.
  const keepAs = `channel:${translatable?.specId ?? ''}:${channelId}`
  const [writing, setWriting] = useState(() => translatable !== null && hasKeptText(keepAs))
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
  const translate = useMutation(
    trpc.specs.translateWords.mutationOptions({
      onSuccess: async () => {
        await refresh()
        forgetText(keepAs)
        setWriting(false)
      },
      onError: refresh,
    }),
  )
  if (purpose.en === '' && purpose.zh === '')
    return (
      <p className={classes.purpose}>
        <span className={classes.faint}>{t('specs:contract.view.purposeMissing')}</span>
      </p>
    )
  if (translatable && writing)
    return (
      <BilingualEditor
        value={purpose}
        label={t('specs:contract.field.purpose')}
        keepAs={keepAs}
        keepsMachine
        sourceLocked
        autoFocus
        place={{ productId: translatable.productId }}
        maxLength={2_000}
        busy={translate.isPending}
        error={translate.error}
        onSave={(next, said) =>
          translate.mutate({
            kind: 'channel',
            id: translatable.specId,
            field: channelId,
            seen: { en: purpose.en, zh: purpose.zh },
            text: next[other],
            ...said,
          })
        }
        onCancel={() => setWriting(false)}
      />
    )
  const action = t(`specs:requirement.${purpose[other] === '' ? 'write' : 'change'}.${other}`)
  return (
    <p className={classes.purpose}>
      <BilingualWords text={purpose} /> <BilingualState text={purpose} />{' '}
      {translatable && (
        <Button
          className="no-print"
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t('specs:contract.view.translateOf', { action, id: channelId })}
          onClick={() => setWriting(true)}
        >
          {action}
        </Button>
      )}
    </p>
  )
}
