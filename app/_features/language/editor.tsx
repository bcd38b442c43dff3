'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { isComposing } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import { useKept } from '@/app/_lib/use-kept'
import { otherLanguage, settleText, stateIn, type BilingualText, type Language } from '@/server/kernel/bilingual'
import { StateChip } from './bilingual-state'
import { ConflictNotice } from './conflict-notice'
import { Findings } from './findings'
import { MarkedField } from './marked-field'
import { marksOf, noChecks } from './marks'
import { Suggestions } from './suggestions'
import type { EditorProps, Suggestion, TypedText } from './types'
import { useChecks, useSettled, useTerms } from './use-checks'
import { WordDiff } from './word-diff'
import classes from './editor.module.css'

/** What was typed, and the stored text it was typed over. */
type Draft = Readonly<{ typed: TypedText; over: TypedText }>

const plain = ({ en, zh, source }: BilingualText): TypedText => ({ en, zh, source })
const same = (a: TypedText, b: TypedText) => a.en === b.en && a.zh === b.zh && a.source === b.source
const none = (draft: Draft | null) => draft === null
/** Questions travel in the address; beyond its length a text is no sentence that comes back. */
const fitsAddress = (text: string) => encodeURIComponent(text).length < 3_000
/** Who would sign it matters to the server alone. */
const nobody = { userId: '', at: new Date(0) }

/** Both languages of one text, open for change. */
export function Editor(props: EditorProps) {
  const {
    value,
    onSave,
    label,
    keepAs,
    critical = false,
    keepsMachine = false,
    sourceLocked = false,
    busy = false,
  } = props
  const { t } = useTranslation('language')
  const locale = useLocale()
  const ids = useId()
  const [draft, setDraft] = useKept<Draft | null>(`text ${keepAs}`, null, none)
  const [proposed, setProposed] = useState<{ text: string; by: string } | null>(null)
  const [warned, setWarned] = useState<'figures' | 'machine' | null>(null)
  const fields = { en: useRef<HTMLTextAreaElement>(null), zh: useRef<HTMLTextAreaElement>(null) }

  const stored = plain(value)
  const typed = draft?.typed ?? stored
  const { source } = typed
  const other = otherLanguage(source)
  const moved = draft !== null && !same(draft.over, stored) && !same(draft.typed, stored)
  const conflict =
    props.conflict ??
    (moved
      ? { theirs: value, onTake: () => setDraft(null), onKeepMine: () => setDraft({ typed, over: stored }) }
      : undefined)

  // What was typed is stored now, by us or by somebody who wrote the same.
  const storedAlready = draft !== null && same(draft.typed, stored)
  useEffect(() => {
    if (storedAlready) setDraft(null)
  }, [storedAlready, setDraft])

  const { terms, machine } = useTerms(props.place)
  const checks = useChecks(typed, terms) ?? noChecks
  const settled = settleText(value, typed, nobody)
  const machines = proposed !== null && typed[other] === proposed.text
  const both = typed.en.trim() !== '' && typed.zh.trim() !== ''
  const changed = !same(typed, stored)
  const verifiable = both && (changed || value.state !== 'verified') && conflict === undefined
  const needsPerson = machines && (critical || !keepsMachine)

  const type = (next: Partial<TypedText>) => {
    setWarned(null)
    setDraft((now) => ({ typed: { ...(now?.typed ?? stored), ...next }, over: now?.over ?? stored }))
  }
  const fill = (text: string) => {
    type({ [other]: text })
    fields[other].current?.focus()
  }
  // An original that was emptied leaves its place to the other side.
  const binds = typed[source].trim() === '' && typed[other].trim() !== '' ? other : source
  const save = () => {
    if (busy || conflict !== undefined || !changed) return
    if (needsPerson) return setWarned('machine')
    onSave({ ...typed, source: binds }, { verify: false, differs: false, machine: machines })
  }
  const verify = async () => {
    if (busy || !verifiable) return
    // Asked afresh: what is marked on the screen follows the last key a moment later.
    const differs = (await import('./checks')).checkTexts(typed, terms).findings.length > 0
    if (differs && warned !== 'figures') return setWarned('figures')
    onSave({ ...typed, source: binds }, { verify: true, differs, machine: false })
  }

  const trpc = useTRPC()
  const asked = useSettled(typed[source], 400)
  const wanted = value.state !== 'verified' || changed
  const remembered = useQuery(
    trpc.language.suggest.queryOptions(
      { text: asked, language: source },
      { enabled: wanted && asked.trim().length > 3 && fitsAddress(asked), staleTime: 60_000 },
    ),
  )
  const suggestions = (remembered.data ?? []).filter(({ text }) => text !== typed[other])
  const take = ({ text }: Suggestion) => fill(text)
  const propose = useMutation(trpc.language.proposeTranslation.mutationOptions())
  const canAsk = machine !== null && typed[source].trim() !== ''
  const ask = () => {
    if (!canAsk || propose.isPending) return
    const place = { productId: props.place?.productId ?? null, partnerOrgId: props.place?.partnerOrgId ?? null }
    propose.mutate(
      { text: typed[source], language: source, critical, ...place },
      {
        onSuccess: ({ text, by }) => {
          setProposed({ text, by })
          fill(text)
        },
      },
    )
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    // By place on the keyboard: with Alt, a Mac writes other characters.
    const alt = event.altKey && !event.ctrlKey && !event.metaKey ? event.code : ''
    const number = Number(/^Digit([1-9])$/.exec(alt)?.[1] ?? 0)
    const suggestion = suggestions[number - 1]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else if (alt === 'KeyV') void verify()
    else if (alt === 'KeyM' && canAsk) ask()
    else if (suggestion) take(suggestion)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  // The reader's language first: what they write best is where their eyes begin.
  const order: readonly Language[] = locale === 'zh' ? ['zh', 'en'] : ['en', 'zh']
  const keys = `${ids}keys`
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes.editor} onKeyDown={onKeyDown}>
      <ErrorNotice error={props.error ?? propose.error} />
      {conflict && <ConflictNotice conflict={conflict} mine={typed} />}
      {value.state === 'stale' && value.was !== undefined && value.was !== '' && (
        <div className={classes.changed}>
          <span className={classes.small}>{t('editor.changed')}</span>
          <WordDiff before={value.was} after={typed[source]} language={source} />
        </div>
      )}
      <div className={classes.sides}>
        {order.map((language) => {
          const readOnly = sourceLocked && language === source
          return (
            <div key={language} className={classes.side}>
              <div className={classes.head}>
                <span className={classes.language}>{t(`name.${language}`)}</span>
                {language === source ? (
                  <span className={classes.original}>{t('editor.original')}</span>
                ) : (
                  <StateChip state={machines ? 'machine' : stateIn(language, settled)} />
                )}
                {readOnly && <span className={classes.small}>{t('editor.readOnly')}</span>}
                {language !== source && !sourceLocked && typed[language].trim() !== '' && (
                  <button type="button" className={classes.swap} onClick={() => type({ source: language })}>
                    {t('editor.makeOriginal')}
                  </button>
                )}
              </div>
              <MarkedField
                own={fields[language]}
                language={language}
                value={typed[language]}
                onChange={(text) => type({ [language]: text })}
                marks={marksOf(language, checks)}
                label={t('editor.label', { what: label, language: t(`name.${language}`) })}
                describedBy={keys}
                readOnly={readOnly}
                autoFocus={props.autoFocus && language === other}
                maxLength={props.maxLength}
              />
            </div>
          )
        })}
      </div>
      <Findings checks={checks} />
      {machines && <p className={classes.note}>{t('editor.machineTaken', { machine: proposed.by })}</p>}
      {warned && (
        <p className={classes.warning} role="alert">
          {t(warned === 'figures' ? 'editor.figuresFirst' : 'editor.machineCritical')}
        </p>
      )}
      <Suggestions suggestions={suggestions} source={typed[source]} language={source} onTake={take} />
      <div className={classes.foot}>
        <Button size="compact-md" onClick={save} loading={busy} disabled={!changed || conflict !== undefined}>
          {t('editor.save')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          color={warned === 'figures' ? 'red' : undefined}
          onClick={() => void verify()}
          disabled={!verifiable || busy}
        >
          {t(warned === 'figures' ? 'editor.verifyDiffering' : changed ? 'editor.verify' : 'editor.verifyOnly')}
        </Button>
        {canAsk && (
          <Button size="compact-md" variant="subtle" color="gray" loading={propose.isPending} onClick={ask}>
            {t('editor.machine', { machine })}
          </Button>
        )}
        {props.onCancel && (
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            onClick={() => {
              setDraft(null)
              props.onCancel?.()
            }}
          >
            {t('editor.cancel')}
          </Button>
        )}
        <span id={keys} className={classes.keys}>
          {t('editor.keys')}
        </span>
      </div>
    </div>
  )
}
