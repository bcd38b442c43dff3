'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { isComposing } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { useKept } from '@/app/_lib/use-kept'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import { longestText, longestTitle } from '@/server/domains/specs/rules/limits'
import type { TextField } from '@/server/domains/specs/rules/requirement'
import { languages, otherLanguage } from '@/server/kernel/bilingual'
import { TranslationChip } from './translation-chip'
import classes from './text-view.module.css'
import type { Requirement } from './types'

/** Marks the button that confirms a text, for the key that presses it. */
export const verifyMark = 'data-verify'

type Props = Readonly<{
  field: TextField
  specId: string
  revisionId: string
  requirement: Requirement
  /** Whether the reader may write and confirm the other language. */
  translatable: boolean
  person: (id: string | null) => string
}>

/** One text in both languages side by side, with how far the translation can be trusted; its counterpart is written here. */
export function TextView({ field, specId, revisionId, requirement, translatable, person }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  const format = useFormat()
  const text = requirement[field]
  const other = otherLanguage(text.source)
  const [asked, setAsked] = useState(false)
  const [typed, setTyped] = useKept<string | null>(
    `translate ${specId} ${requirement.id} ${field}`,
    null,
    (value) => value === null,
  )
  const translate = useTranslate(() => {
    setAsked(false)
    setTyped(null)
  })
  if (text[text.source] === '') return null
  const label = t(`specs:requirement.${field}`)
  const writing = translatable && (asked || typed !== null)
  const draft = typed ?? text[other]
  const send = (words: string, verify: boolean) =>
    translate.mutate({
      revisionId,
      requirementId: requirement.id,
      version: requirement.version,
      field,
      text: words,
      verify,
    })
  const verifiable = translatable && text[other] !== '' && text.state !== 'verified'
  const by = text.by === undefined ? '' : person(text.by)
  return (
    <section data-text className={classes.text}>
      <h3 className={classes.heading}>{label}</h3>
      <div className={classes.sides}>
        {languages.map((language) => (
          <div key={language} className={classes.side}>
            {language === other && writing ? (
              <Textarea
                autosize
                minRows={field === 'title' ? 1 : 3}
                maxRows={14}
                lang={languageTags[language]}
                aria-label={t(`specs:requirement.field.${language}`, { label })}
                maxLength={field === 'title' ? longestTitle : longestText}
                autoFocus
                value={draft}
                classNames={{ input: classes.input }}
                onChange={(event) => setTyped(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (isComposing(event)) return
                  if (event.key === 'Escape' && draft === text[other]) {
                    event.preventDefault()
                    setAsked(false)
                    setTyped(null)
                  }
                  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && draft.trim() !== '') {
                    event.preventDefault()
                    send(draft, false)
                  }
                }}
              />
            ) : (
              <p className={classes.words} lang={languageTags[language]}>
                {text[language] || t('specs:requirement.none')}
              </p>
            )}
            <span className={classes.below}>
              {language === text.source ? t('specs:requirement.source') : <TranslationChip state={text.state} />}
              {language === other && by !== '' && text.at !== undefined && (
                <span>{t('specs:requirement.byWhom', { person: by, when: format.day(new Date(text.at)) })}</span>
              )}
            </span>
          </div>
        ))}
      </div>
      {text.state === 'stale' && text.was !== undefined && (
        <p className={classes.was}>
          {t('specs:requirement.was')} <s lang={languageTags[text.source]}>{text.was}</s>
        </p>
      )}
      <ErrorNotice error={translate.error} />
      {writing ? (
        <Group gap={6} className={classes.actions}>
          <Button
            size="compact-md"
            loading={translate.isPending}
            disabled={draft.trim() === ''}
            onClick={() => send(draft, false)}
          >
            {t('specs:editor.save')}
          </Button>
          <Button
            size="compact-md"
            variant="default"
            disabled={draft.trim() === '' || translate.isPending}
            leftSection={<IconCheck size={15} aria-hidden />}
            {...{ [verifyMark]: true }}
            onClick={() => send(draft, true)}
          >
            {t('specs:requirement.saveVerified')} <kbd className={classes.key}>{t('specs:requirement.verifyKey')}</kbd>
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            onClick={() => {
              setAsked(false)
              setTyped(null)
            }}
          >
            {t('specs:editor.cancel')}
          </Button>
        </Group>
      ) : (
        translatable && (
          <Group gap={6} className={classes.actions}>
            {verifiable && (
              <Button
                size="compact-md"
                variant="default"
                loading={translate.isPending}
                leftSection={<IconCheck size={15} aria-hidden />}
                {...{ [verifyMark]: true }}
                onClick={() => send(text[other], true)}
              >
                {t('specs:requirement.verify')} <kbd className={classes.key}>{t('specs:requirement.verifyKey')}</kbd>
              </Button>
            )}
            <Button
              size="compact-md"
              variant="subtle"
              color="gray"
              leftSection={<IconLanguage size={15} stroke={1.6} aria-hidden />}
              onClick={() => setAsked(true)}
            >
              {t(`specs:requirement.${text[other] === '' ? 'write' : 'change'}.${other}`)}
            </Button>
          </Group>
        )
      )}
    </section>
  )
}

/** Writes or confirms a translation; what somebody else saved meanwhile is asked for, and nothing typed is dropped. */
function useTranslate(done: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.specs.translateText.mutationOptions({
      onSuccess: done,
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() }),
    }),
  )
}
