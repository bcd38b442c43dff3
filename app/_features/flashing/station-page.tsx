'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '@/app/_components/form'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { TextLink } from '@/app/_components/text-link'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { useErrorText } from '@/app/_lib/errors'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { longestStation } from '@/server/domains/flashing/reporting/limits'
import type { FlashPackageView } from '@/server/domains/flashing/queries/get-package'
import { comparedDigits, hashDigits, isHashStart } from '@/server/domains/flashing/rules/judgement'
import { longestSerial, tidySerial } from '@/server/domains/flashing/rules/serials'
import classes from './station-page.module.css'
import { keyOf, type RefusedUnit, type StationUnit } from './station-queue'
import { useStationQueue } from './use-station-queue'

type Word = Readonly<{ key: string; text: string; stop: boolean }>
const mostWords = 8
const stationKey = 'mortise name of the station'

const stationName = (): string => {
  try {
    return localStorage.getItem(stationKey) ?? ''
  } catch {
    return ''
  }
}
function rememberStation(name: string): void {
  try {
    localStorage.setItem(stationKey, name)
  } catch {
    // Forbidden: it is typed again next time.
  }
}

/** One station of a line: scan, look at the hash, press. Made for gloves, scanners and a network that comes and goes. */
export function StationPage({ packageId }: { packageId: string }) {
  const { t } = useTranslation('flashing')
  const { data: found } = useSuspenseQuery(useTRPC().flashing.getPackage.queryOptions({ packageId }))
  const [words, setWords] = useState<readonly Word[]>([])
  const [count, setCount] = useState(0)
  const say = (text: string, stop: boolean) => {
    setCount((now) => now + 1)
    setWords((now) => [{ key: `${Date.now()} ${text}`, text, stop }, ...now].slice(0, mostWords))
  }
  const queue = useStationQueue(packageId, ({ kept, refused, flagged }) => {
    for (const { serial, flags } of flagged)
      say(t('station.flaggedOne', { serial, flags: flags.map((flag) => t(`flag.${flag}`)).join(' · ') }), true)
    for (const { unit, code, said } of refused)
      say(t('station.refusedOne', { serial: unit.serial || said, reason: t(`row.${code}`, { said }) }), true)
    const held = new Set(flagged.map(({ serial }) => serial))
    for (const { serial, outcome } of kept)
      if (!held.has(tidySerial(serial)))
        say(t('station.kept', { serial, outcome: t(outcome === 'PASS' ? 'outcome.pass' : 'outcome.fail') }), false)
  })
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('station.title')}
        hint={t('station.of', { number: found.number, version: found.build.version })}
        actions={<TextLink href={paths.flashPackage(found.productId, found.id)}>{t('station.back')}</TextLink>}
      />
      <Standing found={found} />
      {found.mayReport && <Entry found={found} onUnit={queue.add} />}
      <Sending waiting={queue.waiting.length} ahead={queue.ahead} failure={queue.failure} unsaved={queue.unsaved} />
      <Refused units={queue.refused} onDismiss={queue.dismiss} />
      {words.length > 0 && (
        <Panel title={t('station.last')}>
          <ul className={classes.words} aria-live="polite" data-count={count}>
            {words.map(({ key, text, stop }) => (
              <li key={key} data-stop={stop || undefined}>
                {text}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

/** What stops a line before its first device. */
function Standing({ found }: { found: FlashPackageView }) {
  const { t } = useTranslation('flashing')
  if (!found.mayReport)
    return (
      <Alert color="yellow" variant="light">
        {t('station.notYours')}
      </Alert>
    )
  if (found.standing !== 'current')
    return (
      <Alert color="red" variant="light">
        {t('station.stopped')}
      </Alert>
    )
  if (found.acknowledgedAt !== null) return null
  return (
    <Alert color="yellow" variant="light">
      <TextLink href={paths.flashPackage(found.productId, found.id)}>{t('station.compareFirst')}</TextLink>
    </Alert>
  )
}

type SendingProps = Readonly<{ waiting: number; ahead: number; failure: unknown; unsaved: boolean }>

function Sending({ waiting, ahead, failure, unsaved }: SendingProps) {
  const { t } = useTranslation('flashing')
  const errorText = useErrorText()
  if (waiting === 0) return <p className={classes.sending}>{t('station.sent')}</p>
  const isRefused = typeof failure === 'object' && failure !== null && 'data' in failure && Boolean(failure.data)
  return (
    <Alert color="yellow" variant="light" aria-live="polite">
      {t('station.waiting', { count: waiting })}
      {ahead > 0 && <> · {t('station.clockAhead', { count: ahead })}</>}
      {unsaved && <> · {t('station.notSaved')}</>}
      {failure !== null && <> · {isRefused ? errorText(failure) : t('station.offline')}</>}
    </Alert>
  )
}

type RefusedProps = Readonly<{ units: readonly RefusedUnit[]; onDismiss: (unit: StationUnit) => void }>

/** What the portal did not keep: it stands here until somebody has looked at it. */
function Refused({ units, onDismiss }: RefusedProps) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  if (units.length === 0) return null
  return (
    <Panel flush title={t('station.refused', { count: units.length })}>
      <Rows>
        {units.map(({ unit, code, said }) => (
          <Row
            key={keyOf(unit)}
            main={
              <>
                <span className="mono">{unit.serial}</span> <strong>{t(`row.${code}`, { said })}</strong>
              </>
            }
            faint={[
              unit.station,
              format.moment(new Date(unit.at)),
              t(unit.outcome === 'PASS' ? 'outcome.pass' : 'outcome.fail'),
            ]
              .filter(Boolean)
              .join(' · ')}
            side={
              <Button
                size="compact-md"
                variant="default"
                aria-label={t('station.dismissLabel', { serial: unit.serial })}
                onClick={() => onDismiss(unit)}
              >
                {t('station.dismiss')}
              </Button>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}

type EntryProps = Readonly<{ found: FlashPackageView; onUnit: (unit: StationUnit) => void }>

function Entry({ found, onUnit }: EntryProps) {
  const { t } = useTranslation('flashing')
  const [station, setStation] = useState('')
  const [serial, setSerial] = useState('')
  const [hash, setHash] = useState('')
  const serialField = useRef<HTMLInputElement>(null)
  const hashField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // The server cannot know it: read once the page is there.
    const start = setTimeout(() => setStation(stationName()))
    return () => clearTimeout(start)
  }, [])
  const shown = hash.normalize('NFKC').trim().toLowerCase()
  const { sha256, imageHash } = found.plan.expected
  const agrees = [sha256, imageHash].some((expected) => expected?.startsWith(shown))
  const matches = shown.length >= comparedDigits && agrees
  const differs = shown !== '' && !agrees
  const ready = station.trim() !== '' && serial.trim() !== ''
  const mayPass = ready && matches && found.standing === 'current'
  const report = (outcome: StationUnit['outcome']) => {
    if (!ready) return
    const isHash = isHashStart(shown)
    onUnit({
      ...{ serial: serial.trim(), station: station.trim(), at: new Date().toISOString(), outcome },
      // As it was seen: what was compared by eye is not made out to be a whole hash.
      ...{ sha256: isHash ? shown : '', note: isHash ? '' : shown },
    })
    rememberStation(station.trim())
    setSerial('')
    setHash('')
    serialField.current?.focus()
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        // A scanner ends with Enter: from the serial number it goes on to the hash.
        if (document.activeElement === serialField.current) hashField.current?.focus()
        else if (mayPass) report('PASS')
      }}
    >
      <div className={classes.entry}>
        <TextInput
          label={t('station.name')}
          value={station}
          maxLength={longestStation}
          onChange={(event) => setStation(event.currentTarget.value)}
        />
        <TextInput
          ref={serialField}
          label={t('station.scan')}
          value={serial}
          maxLength={longestSerial}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: `mono ${classes.big}` }}
          onChange={(event) => setSerial(event.currentTarget.value)}
        />
        <TextInput
          ref={hashField}
          label={t('station.hash')}
          description={t('station.hashHint')}
          error={differs ? t('station.differs') : undefined}
          value={hash}
          maxLength={hashDigits}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: `mono ${classes.big}` }}
          onChange={(event) => setHash(event.currentTarget.value)}
        />
        {matches && (
          <p className={classes.same} aria-live="polite">
            {t('station.same')}
          </p>
        )}
        <div className={classes.buttons}>
          <Button className={classes.press} disabled={!mayPass} onClick={() => report('PASS')}>
            {t('station.pass')}
          </Button>
          <Button className={classes.press} color="red" disabled={!ready} onClick={() => report('FAIL')}>
            {t('station.fail')}
          </Button>
        </div>
      </div>
    </Form>
  )
}
