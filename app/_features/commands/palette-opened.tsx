/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no element lists choices while the focus stays in a text */
'use client'
import { Modal } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mantine } from '@/app/_components/mantine'
import { CloseButton, Loader } from '@/app/_components/ui/button'
import { HitWords } from '@/app/_features/search/hit-words'
import { pathOf } from '@/app/_features/search/path-of'
import { useSearch, useTyped } from '@/app/_features/search/use-search'
import { toggleScheme } from '@/app/_lib/color-scheme'
import { useErrorText } from '@/app/_lib/errors'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import classes from './palette.module.css'

const shownAtFirst = 8
const ofEachKind = 4

type Choice = Readonly<{ id: string; words: ReactNode; run: () => void }>
type Group = Readonly<{ label: string; choices: readonly Choice[] }>

/** Goes anywhere and finds everything by a few letters of either language. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Mantine>
      <Modal
        opened={opened}
        onClose={onClose}
        withCloseButton={false}
        padding={0}
        size={640}
        yOffset="10dvh"
        transitionProps={{ duration: 100 }}
        aria-label={t('palette.open')}
        classNames={{ content: classes.content, body: classes.body, inner: classes.inner }}
      >
        <Finder onClose={onClose} />
      </Modal>
    </Mantine>
  )
}

function Finder({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['common', 'search'])
  const errorText = useErrorText()
  const { typed, setTyped, asked, composing, composition } = useTyped()
  const found = useSearch(asked, { limit: ofEachKind })
  const groups = useGroups(typed.trim(), asked, found.data?.groups ?? [])
  const choices = groups.flatMap((group) => group.choices)
  const [chosenId, setChosen] = useState<string | null>(null)
  const at = Math.max(
    choices.findIndex(({ id }) => id === chosenId),
    0,
  )
  const chosen = choices[at]
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen?.id])

  const run = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.run()
  }
  const press = (event: KeyboardEvent) => {
    // The keys of an input method are its own; Safari tells only by the code that the last one was.
    if (composing || event.nativeEvent.isComposing || event.keyCode === 229) return
    const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step !== undefined && choices.length > 0) {
      event.preventDefault()
      setChosen(choices[(at + step + choices.length) % choices.length]?.id ?? null)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }
  const settled = asked === typed.trim() && !found.isFetching
  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          className={classes.input}
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.id}`}
          aria-autocomplete="list"
          aria-label={t('search:field')}
          placeholder={t('search:placeholder')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          maxLength={200}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value)
            setChosen(null)
          }}
          onKeyDown={press}
          {...composition}
        />
        {!settled && typed.trim() !== '' && <Loader size="xs" aria-hidden />}
        <CloseButton size="sm" aria-label={t('actions.close')} onClick={onClose} />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('palette.open')} className={classes.list}>
        {groups.map(({ label, choices: inside }, index) => (
          <div key={label} role="group" aria-labelledby={`${listId}-group-${index}`}>
            <div className={classes.label} id={`${listId}-group-${index}`}>
              {label}
            </div>
            {inside.map((choice) => (
              // The field keeps the focus and hears the keys.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={choice.id}
                id={`${listId}-${choice.id}`}
                role="option"
                aria-selected={choice === chosen}
                className={classes.choice}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setChosen(choice.id)}
                onClick={() => run(choice)}
              >
                {choice.words}
              </div>
            ))}
          </div>
        ))}
      </div>
      <output className={classes.said}>
        {found.error
          ? errorText(found.error)
          : choices.length === 0 && settled && typed.trim() !== ''
            ? `${t('search:nothing', { query: typed.trim() })} ${t('search:nothingHint')}`
            : null}
      </output>
    </>
  )
}

/** Before anything is typed the products and pages; then what was found, and pages and actions of that name. */
function useGroups(
  typed: string,
  asked: string,
  found: NonNullable<ReturnType<typeof useSearch>['data']>['groups'],
): Group[] {
  const { t } = useTranslation(['common', 'search'])
  const router = useRouter()
  const trpc = useTRPC()
  const format = useFormat()
  const { org } = useViewer()
  const products = useQuery(trpc.products.listProducts.queryOptions({ limit: shownAtFirst }))

  const page = (id: string, words: string, path: string) => ({ id, words, run: () => router.push(path) })
  const named = (choice: { words: string }) => choice.words.toLowerCase().includes(typed.toLowerCase())
  const pages = [
    page('home', t('nav.home'), paths.home()),
    page('products', t('nav.products'), paths.products()),
    page('parts', t('nav.parts'), paths.parts()),
    ...(org?.kind === 'brand' ? [page('manufacturers', t('nav.manufacturers'), paths.manufacturers())] : []),
    page('inbox', t('nav.inbox'), paths.inbox()),
    page('settings', t('nav.settings'), paths.settings.profile()),
  ].filter(named)
  const actions = [{ id: 'scheme', words: t('scheme.toggle'), run: toggleScheme }].filter(named)
  const first =
    typed === ''
      ? [
          {
            label: t('palette.products'),
            choices: (products.data?.items ?? [])
              .slice(0, shownAtFirst)
              .map(({ id, code, name }) => page(id, `${code}  ${format.text(name)}`, paths.product(id))),
          },
        ]
      : found.map(({ kind, hits }) => ({
          label: t(`search:kind.${kind}`),
          choices: hits.map((hit) => ({
            id: `${kind}-${hit.subjectId}`,
            words: <HitWords hit={hit} />,
            run: () => router.push(pathOf(hit)),
          })),
        }))
  const all =
    found.length > 0 && typed !== ''
      ? [page('all', t('search:all', { query: asked || typed }), paths.search(asked || typed))]
      : []
  return [
    ...first,
    { label: t('palette.pages'), choices: [...all, ...pages] },
    { label: t('palette.actions'), choices: actions },
  ].filter(({ choices }) => choices.length > 0)
}
