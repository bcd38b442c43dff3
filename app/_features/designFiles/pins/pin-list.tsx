'use client'
import { IconMapPinPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { WhoReads } from '@/app/_features/threads/who-reads'
import { useFormat } from '@/app/_lib/format'
import { languageTags } from '@/locales/config'
import type { DesignPin } from '@/server/domains/designFiles/queries/pins'
import { readIn } from '@/server/kernel/bilingual'
import classes from './pin-list.module.css'
import type { Pins } from './use-pins'

const filters = ['here', 'checkAgain', 'open', 'all'] as const
type Filter = (typeof filters)[number]

type Props = Readonly<{
  pins: Pins
  /** The files on the screen: their pins are the list at first. */
  fileIds: readonly string[]
  /** Whether a pin can be placed in what is shown. */
  placeable: boolean
}>

const passes = (filter: Filter, fileIds: readonly string[], { fileId, standing, thread }: DesignPin): boolean => {
  switch (filter) {
    case 'here':
      return fileId !== null && fileIds.includes(fileId)
    case 'checkAgain':
      return standing !== 'here'
    case 'open':
      return thread.state === 'open'
    case 'all':
      return true
  }
}

/** Pins by their numbers: which have to be looked at again, and what was said first. */
export function PinList({ pins, fileIds, placeable }: Props) {
  const { t } = useTranslation('designViewer')
  const [filter, setFilter] = useState<Filter>('here')
  const shown = pins.pins.filter((pin) => passes(filter, fileIds, pin))
  return (
    <section className={classes.pins} aria-label={t('pin.title')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('pin.title')}</h2>
        {placeable && pins.mayPin && (
          <Button
            size="compact-md"
            leftSection={<IconMapPinPlus size={16} aria-hidden />}
            onClick={() => pins.ask('place')}
          >
            {t('pin.place')}
          </Button>
        )}
      </header>
      <NativeSelect
        className={classes.filter}
        size="sm"
        aria-label={t('pin.filter.label')}
        value={filter}
        onChange={({ currentTarget: { value } }) => setFilter(filters.find((each) => each === value) ?? 'here')}
        data={filters.map((each) => ({
          value: each,
          label: `${t(`pin.filter.${each}`)} (${pins.pins.filter((pin) => passes(each, fileIds, pin)).length})`,
        }))}
      />
      {shown.length === 0 ? (
        <p className={classes.none}>{t(filter === 'checkAgain' ? 'pin.emptyFilter' : 'pin.empty')}</p>
      ) : (
        <ul className={classes.list}>
          {shown.map((pin) => (
            <li key={pin.id}>
              <PinRow pin={pin} pins={pins} elsewhere={pin.fileId === null || !fileIds.includes(pin.fileId)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function PinRow({ pin, pins, elsewhere }: Readonly<{ pin: DesignPin; pins: Pins; elsewhere: boolean }>) {
  const { t } = useTranslation(['designViewer', 'threads'])
  const format = useFormat()
  const { thread, standing } = pin
  const words = thread.question ? readIn(format.locale, thread.question) : null
  const asker = pins.people[thread.openedBy]
  return (
    <UnstyledButton
      className={classes.pin}
      data-standing={standing}
      data-resolved={thread.state === 'resolved' || undefined}
      onClick={() => pins.choose(pin.id)}
    >
      <span className={classes.number}>{pin.number}</span>
      <span className={classes.words}>
        {words && (
          <span className={classes.question} lang={languageTags[words.language]}>
            {words.text}
          </span>
        )}
        <span className={classes.facts}>
          {standing !== 'here' && (
            <strong className={classes.again}>{t(`designViewer:pin.standing.${standing}`)}</strong>
          )}
          {thread.state === 'resolved' && <span>{t('designViewer:pin.resolved')}</span>}
          {asker && <span>{format.person(asker)}</span>}
          <span>
            <WhoReads thread={thread} orgs={pins.orgs} />
          </span>
          {elsewhere && <span>{t('designViewer:pin.inOther', { name: pin.fileName })}</span>}
          {thread.unread > 0 && (
            <span className={classes.unread}>{t('threads:list.unread', { count: thread.unread })}</span>
          )}
        </span>
      </span>
    </UnstyledButton>
  )
}
