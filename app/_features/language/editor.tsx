'use client'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { isComposing } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { useKept } from '@/app/_lib/use-kept'
import { otherLanguage } from '@/server/kernel/bilingual'
import { BothSides } from './both-sides'
import { ConflictNotice } from './conflict-notice'
import { keptText } from './kept-text'
import { bindingSide, plain, sameText } from './typed'
import type { EditorProps, TypedText } from './types'
import { altKey, useTextHelp } from './use-text-help'
import classes from './editor.module.css'

/** What was typed, and the stored text it was typed over. */
type Draft = Readonly<{ typed: TypedText; over: TypedText }>

const none = (draft: Draft | null) => draft === null

/** Both languages of one text, open for change. */
export function Editor(props: EditorProps) {
  const { value, onSave, label, keepAs, critical = false, keepsMachine = false, busy = false } = props
  const { sourceLocked = false, place } = props
  const { t } = useTranslation('language')
  const ids = useId()
  const [draft, setDraft] = useKept<Draft | null>(keptText(keepAs), null, none)
  const [warned, setWarned] = useState<'figures' | 'machine' | null>(null)

  const stored = plain(value)
  const other = otherLanguage(sourceLocked ? stored.source : (draft?.typed.source ?? stored.source))
  // An original that is somebody else's is always as they have it now.
  const typed = draft === null ? stored : sourceLocked ? { ...stored, [other]: draft.typed[other] } : draft.typed
  const moved = draft !== null && !sameText(draft.over, stored) && !sameText(draft.typed, stored)
  const conflict =
    props.conflict ??
    (moved
      ? { theirs: value, onTake: () => setDraft(null), onKeepMine: () => setDraft({ typed, over: stored }) }
      : undefined)

  // What was typed is stored now, by us or by somebody who wrote the same.
  const storedAlready = draft !== null && sameText(draft.typed, stored)
  useEffect(() => {
    if (storedAlready) setDraft(null)
  }, [storedAlready, setDraft])

  const type = (next: Partial<TypedText>) => {
    setWarned(null)
    setDraft((now) => ({ typed: { ...(now?.typed ?? stored), ...next }, over: now?.over ?? stored }))
  }
  const help = useTextHelp({ value, typed, onType: type, place, critical })
  const both = typed.en.trim() !== '' && typed.zh.trim() !== ''
  const changed = !sameText(typed, stored)
  const verifiable = both && (changed || value.state !== 'verified') && conflict === undefined
  const machines = help.proposedBy !== null
  const needsPerson = machines && (critical || !keepsMachine)

  const save = () => {
    if (busy || conflict !== undefined || !changed) return
    if (needsPerson) return setWarned('machine')
    onSave({ ...typed, source: bindingSide(typed) }, { verify: false, differs: false, machine: machines })
  }
  const verify = async () => {
    if (busy || !verifiable) return
    const differs = await help.differs()
    if (differs && warned !== 'figures') return setWarned('figures')
    onSave({ ...typed, source: bindingSide(typed) }, { verify: true, differs, machine: false })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    const alt = altKey(event)
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    else if (alt === 'KeyV') void verify()
    else if (!help.press(alt)) return
    event.preventDefault()
    event.stopPropagation()
  }

  const keys = `${ids}keys`
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes.editor} onKeyDown={onKeyDown}>
      <ErrorNotice error={props.error ?? help.error} />
      {conflict && <ConflictNotice conflict={conflict} mine={draft?.typed ?? typed} />}
      <BothSides
        value={value}
        typed={typed}
        onType={type}
        help={help}
        label={label}
        describedBy={keys}
        machine={machines}
        sourceLocked={sourceLocked}
        autoFocus={props.autoFocus ? other : undefined}
        maxLength={props.maxLength}
      />
      {warned && (
        <p className={classes.warning} role="alert">
          {t(warned === 'figures' ? 'editor.figuresFirst' : 'editor.machineCritical')}
        </p>
      )}
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
        {help.canAsk && (
          <Button size="compact-md" variant="subtle" color="gray" loading={help.asking} onClick={help.ask}>
            {t('editor.machine', { machine: help.machine })}
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
