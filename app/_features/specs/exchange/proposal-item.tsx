'use client'
import { memo, useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { WordDiff } from '@/app/_features/language/word-diff'
import { useFormat } from '@/app/_lib/format'
import { languageTags } from '@/locales/config'
import type { FieldChange } from '@/server/domains/specs/rules/diff'
import { textFields } from '@/server/domains/specs/rules/requirement'
import { languages, readIn, type Language } from '@/server/kernel/bilingual'
import type { Content, Requirement } from '../types'
import type { useWords } from '../use-words'
import classes from './proposal-item.module.css'
import { changeKey, toggled, type Item, type Meanwhile } from './proposal'

type Props = Readonly<{
  item: Item
  ticked: ReadonlySet<string>
  meanwhile: Meanwhile | null
  onTick: (keys: readonly string[], on: boolean) => void
  words: ReturnType<typeof useWords>
  /** The requirements as they stand, by id. */
  known: ReadonlyMap<string, Requirement>
}>

/** One thing to accept or decline; in a changed requirement, field by field. */
export const ProposalItem = memo(function ProposalItem({ item, ticked, meanwhile, onTick, words, known }: Props) {
  const { t } = useTranslation('specs')
  const on = item.keys.filter((key) => ticked.has(key)).length
  const since = meanwhile?.since
  const title = useItemTitle(item, known)
  return (
    <li className={classes.item} data-kind={item.kind} data-item={item.id}>
      <label className={classes.head}>
        <input
          type="checkbox"
          ref={(box) => {
            if (box) box.indeterminate = on > 0 && on < item.keys.length
          }}
          checked={on === item.keys.length}
          onChange={() => {
            const { keys, on: tick } = toggled(item, ticked)
            onTick(keys, tick)
          }}
        />
        <span className={classes.kind}>{t(`exchange.kind.${item.kind}`)}</span>
        {title}
      </label>
      {item.kind === 'changed' && (
        <ul className={classes.lines}>
          {item.edit.changes.map((change) => {
            const key = changeKey(item.edit, change)
            return (
              <li key={key} className={classes.line}>
                {item.conflicts.has(key) ? (
                  <Conflict
                    change={change}
                    words={words}
                    taken={ticked.has(key)}
                    onTake={(take) => onTick([key], take)}
                  />
                ) : (
                  <>
                    <label className={classes.field}>
                      <input
                        type="checkbox"
                        checked={ticked.has(key)}
                        onChange={(event) => onTick([key], event.currentTarget.checked)}
                      />
                      <span>{t(`field.${change.field}`)}</span>
                    </label>
                    <div className={classes.values}>
                      <Change change={change} words={words} />
                      {since?.has(key) && <Since stood={since.get(key) ?? null} change={change} words={words} />}
                    </div>
                  </>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {item.kind === 'added' && <Addition content={item.addition.content} words={words} />}
      {item.kind === 'order' && <Moved ids={item.order.moved} known={known} />}
      {item.kind !== 'changed' && item.conflicts.size > 0 && (
        <p className={classes.note}>
          <Mark>{t('exchange.conflict.mark')}</Mark> <Why item={item} />
        </p>
      )}
      {item.kind !== 'changed' && since?.has(item.id) && (
        <p className={classes.note}>
          <Mark>{t('exchange.meanwhile')}</Mark>
        </p>
      )}
    </li>
  )
})

function useItemTitle(item: Item, known: ReadonlyMap<string, Requirement>): ReactNode {
  const { t } = useTranslation('specs')
  const { locale } = useFormat()
  const say = (code: string | null, text: Content['title'] | undefined, row: number | null) => {
    const read = text && readIn(locale, { en: text.en, zh: text.zh, source: text.source, state: 'human' })
    return (
      <>
        {code !== null && <span className={classes.code}>{code}</span>}
        <span className={classes.title} lang={read && languageTags[read.language]}>
          {read?.text || (item.kind === 'added' ? t('exchange.untitled') : '')}
        </span>
        {row !== null && <span className={classes.row}>{t('exchange.row', { row })}</span>}
      </>
    )
  }
  switch (item.kind) {
    case 'changed':
      // What it is called now, or what it would be called where that is all there is.
      return say(item.edit.code, known.get(item.edit.requirementId)?.title ?? item.edit.content.title, item.edit.row)
    case 'added':
      return say(null, item.addition.content.title, item.addition.row)
    case 'removed':
      return say(item.removal.code, known.get(item.removal.requirementId)?.title, null)
    case 'order':
      return <span className={classes.title}>{t('exchange.moved', { count: item.order.moved.length })}</span>
  }
}

const languageOf = ({ field }: FieldChange): Language | null =>
  languages.find((language) => field.endsWith(`.${language}`)) ?? null

/** What stands in a field and what would: word by word in texts, else the one and the other. */
function Change({ change, words }: { change: FieldChange; words: Props['words'] }) {
  const { t } = useTranslation('specs')
  const language = languageOf(change)
  if (language !== null && change.from !== '' && change.to !== '')
    return <WordDiff before={change.from} after={change.to} language={language} />
  const [from, to] = [change.from, change.to].map((raw) => (raw === '' ? '' : words.valueIn(change.field, raw)))
  const lang = language === null ? undefined : languageTags[language]
  return (
    <p className={classes.change}>
      {from ? <del lang={lang}>{from}</del> : <span className={classes.empty}>{t('exchange.empty')}</span>}
      <span className={classes.arrow} aria-hidden>
        {' → '}
      </span>
      {to ? <ins lang={lang}>{to}</ins> : <span className={classes.empty}>{t('exchange.empty')}</span>}
    </p>
  )
}

type ConflictProps = Readonly<{
  change: FieldChange
  words: Props['words']
  taken: boolean
  onTake: (take: boolean) => void
}>

/** A field that the draft and the sheet each say something new in, to choose from; the draft's stays until then. */
function Conflict({ change, words, taken, onTake }: ConflictProps) {
  const { t } = useTranslation('specs')
  const name = useId()
  const language = languageOf(change)
  const sides = [
    { key: 'draft', text: change.from, chosen: !taken },
    { key: 'sheet', text: change.to, chosen: taken },
  ] as const
  return (
    <fieldset className={classes.conflict}>
      <legend className={classes.legend}>
        {t(`field.${change.field}`)} <Mark>{t('exchange.conflict.mark')}</Mark>
      </legend>
      {sides.map(({ key, text, chosen }) => (
        <label key={key} className={classes.choice} data-chosen={chosen || undefined}>
          <span className={classes.who}>
            <input type="radio" name={name} checked={chosen} onChange={() => onTake(key === 'sheet')} />
            {t(`exchange.conflict.${key}`)}
          </span>
          <span className={classes.said} lang={language === null ? undefined : languageTags[language]}>
            {text === '' ? (
              <span className={classes.empty}>{t('exchange.empty')}</span>
            ) : (
              words.valueIn(change.field, text)
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** What happened in the draft that an item as a whole runs against. */
function Why({ item }: { item: Item }) {
  const { t } = useTranslation('specs')
  switch (item.kind) {
    case 'added':
      return t('exchange.conflict.removed', { code: item.addition.removed })
    case 'removed':
      return t('exchange.conflict.changed')
    default:
      return t('exchange.conflict.reordered')
  }
}

const Mark = ({ children }: { children: ReactNode }) => <strong className={classes.mark}>{children}</strong>

/** That somebody changed a field after the decision began, and what stood there then. */
function Since({ stood, change, words }: { stood: string | null; change: FieldChange; words: Props['words'] }) {
  const { t } = useTranslation('specs')
  return (
    <p className={classes.note}>
      <Mark>{t('exchange.meanwhile')}</Mark>{' '}
      {stood !== null && stood !== change.from
        ? t('exchange.stoodBefore', { value: words.valueIn(change.field, stood) || t('exchange.empty') })
        : t('exchange.onlyTheirs')}
    </p>
  )
}

/** A requirement that would be new, in both languages. */
function Addition({ content, words }: { content: Content; words: Props['words'] }) {
  const { t } = useTranslation('specs')
  const figures = words.figures(content.values)
  const facts = [
    t(`section.${content.section}`),
    figures,
    content.verification === null ? '' : t(`verification.${content.verification}`),
    content.critical ? t('field.critical') : '',
    words.person(content.ownerId),
  ].filter(Boolean)
  return (
    <div className={classes.addition}>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      {textFields.map(
        (field) =>
          languages.some((language) => content[field][language] !== '') && (
            <div key={field} className={classes.pair}>
              {languages.map((language) => (
                <div key={language}>
                  <span className={classes.name}>{t(`field.${field}.${language}`)}</span>
                  {content[field][language] === '' ? (
                    <p className={classes.empty}>{t('exchange.empty')}</p>
                  ) : (
                    <p lang={languageTags[language]}>{content[field][language]}</p>
                  )}
                </div>
              ))}
            </div>
          ),
      )}
    </div>
  )
}

const mostMoved = 40

function Moved({ ids, known }: { ids: readonly string[]; known: ReadonlyMap<string, Requirement> }) {
  const { t } = useTranslation('specs')
  const codes = ids.slice(0, mostMoved).map((id) => known.get(id)?.code ?? id)
  return (
    <p className={classes.facts}>
      {codes.join(' · ')}
      {ids.length > mostMoved && ` · ${t('exchange.more', { count: ids.length - mostMoved })}`}
    </p>
  )
}
