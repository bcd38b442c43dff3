'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconCheck, IconLanguage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { BilingualEditor } from '@/app/_features/language/bilingual-editor'
import { StateChip } from '@/app/_features/language/bilingual-state'
import { FindingList } from '@/app/_features/language/findings'
import { forgetText, hasKeptText } from '@/app/_features/language/kept-text'
import { ParityMarks } from '@/app/_features/language/parity-marks'
import type { Said } from '@/app/_features/language/types'
import { useFindings } from '@/app/_features/language/use-checks'
import { WordDiff } from '@/app/_features/language/word-diff'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { longestText, longestTitle } from '@/server/domains/specs/rules/limits'
import type { TextField } from '@/server/domains/specs/rules/requirement'
import { languages, otherLanguage } from '@/server/kernel/bilingual'
import classes from './text-view.module.css'
import type { Requirement } from './types'

/** Marks the button that confirms a text with how the text stands, for the key that presses it. */
export const verifyMark = 'data-verify'

type Props = Readonly<{
  field: TextField
  productId: string
  revisionId: string
  requirement: Requirement
  /** Whether the reader may write and confirm the other language. */
  translatable: boolean
  person: (id: string | null) => string
}>

/**
 * One text in both languages side by side, how far the translation can be trusted, and what the two do not agree on;
 * its counterpart is written here.
 */
export function TextView({ field, productId, revisionId, requirement, translatable, person }: Props) {
  const { t } = useTranslation(['specs', 'language'])
  const format = useFormat()
  const text = requirement[field]
  const other = otherLanguage(text.source)
  // The same words as in the queue: what was begun there is found here.
  const keepAs = `requirement:${requirement.id}:${field}`
  const [writing, setWriting] = useState(() => hasKeptText(keepAs))
  const findings = useFindings(text)
  const translate = useTranslate({
    onDone: () => {
      forgetText(keepAs)
      setWriting(false)
    },
    // Confirmed before the figures were compared here.
    onDiffer: () => setWriting(true),
  })
  if (text[text.source] === '') return null
  const label = t(`specs:requirement.${field}`)
  const send = (words: string, said: Said) =>
    translate.mutate({
      revisionId,
      requirementId: requirement.id,
      version: requirement.version,
      field,
      text: words,
      ...said,
    })
  // What does not agree is looked at first, where it can be put right.
  const verify = () =>
    findings.length > 0 ? setWriting(true) : send(text[other], { verify: true, differs: false, machine: false })
  if (translatable && writing)
    return (
      // Escape leaves what was only opened; with words in it, it closes the whole panel, which keeps them.
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
      <section
        data-text
        className={classes.text}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing || hasKeptText(keepAs)) return
          event.preventDefault()
          setWriting(false)
        }}
      >
        <h3 className={classes.heading}>{label}</h3>
        <BilingualEditor
          value={text}
          label={label}
          keepAs={keepAs}
          critical={requirement.critical}
          keepsMachine
          sourceLocked
          autoFocus
          place={{ productId }}
          maxLength={field === 'title' ? longestTitle : longestText}
          busy={translate.isPending}
          error={translate.error}
          onSave={(next, said) => send(next[other], said)}
          onCancel={() => setWriting(false)}
        />
      </section>
    )
  const by = text.by === undefined ? '' : person(text.by)
  return (
    <section data-text className={classes.text}>
      <h3 className={classes.heading}>{label}</h3>
      <div className={classes.sides}>
        {languages.map((language) => (
          <div key={language} className={classes.side}>
            <p className={classes.words}>
              {text[language] === '' ? (
                t('specs:requirement.none')
              ) : (
                <ParityMarks text={text} language={language} findings={findings} />
              )}
            </p>
            <span className={classes.below}>
              {language === text.source ? t('specs:requirement.source') : <StateChip state={text.state} />}
              {language === other && by !== '' && text.at !== undefined && (
                <span>{t('specs:requirement.byWhom', { person: by, when: format.day(new Date(text.at)) })}</span>
              )}
            </span>
          </div>
        ))}
      </div>
      {text.state === 'stale' && text.was !== undefined && text.was !== '' && (
        <div className={classes.was}>
          {t('language:editor.changed')}
          <WordDiff before={text.was} after={text[text.source]} language={text.source} />
        </div>
      )}
      <FindingList findings={findings} />
      {text.differs && <p className={classes.meant}>{t('language:marks.differs')}</p>}
      <ErrorNotice error={translate.error} />
      {translatable && (
        <Group gap={6} className={classes.actions}>
          {text[other] !== '' && text.state !== 'verified' && (
            <Button
              size="compact-md"
              variant="default"
              loading={translate.isPending}
              leftSection={<IconCheck size={15} aria-hidden />}
              {...{ [verifyMark]: text.state }}
              onClick={verify}
            >
              {t('specs:requirement.verify')} <kbd className={classes.key}>{t('specs:requirement.verifyKey')}</kbd>
            </Button>
          )}
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            leftSection={<IconLanguage size={15} stroke={1.6} aria-hidden />}
            onClick={() => setWriting(true)}
          >
            {t(`specs:requirement.${text[other] === '' ? 'write' : 'change'}.${other}`)}
          </Button>
        </Group>
      )}
    </section>
  )
}

/** Writes or confirms a translation; what somebody else saved meanwhile is asked for, and nothing typed is dropped. */
function useTranslate({ onDone, onDiffer }: Readonly<{ onDone: () => void; onDiffer: () => void }>) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.specs.translateText.mutationOptions({
      onSuccess: async () => {
        // Closed once the list says what was saved, so that the older words are not seen again in between.
        await queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
        onDone()
      },
      onError: (error) => {
        if (error.data?.domain?.code === 'language.figuresDiffer') onDiffer()
        return queryClient.invalidateQueries({ queryKey: trpc.specs.pathKey() })
      },
    }),
  )
}
