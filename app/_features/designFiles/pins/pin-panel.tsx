'use client'
import { IconCheck, IconMapPin } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { SidePanel } from '@/app/_components/side-panel'
import { Button } from '@/app/_components/ui/button'
import { ThreadView } from '@/app/_features/threads/thread-view'
import { paths } from '@/app/_lib/paths'
import type { DesignPin } from '@/server/domains/designFiles/queries/pins'
import { inMm } from '../viewer/camera'
import classes from './pin-panel.module.css'
import type { Pins } from './use-pins'

export type PinPanelProps = Readonly<{
  pin: DesignPin
  pins: Pins
  /** Whether its file is on the screen, so that it can be moved. */
  shown: boolean
  productId: string
  setId: string
}>

/** A pin: where it stands, whether somebody has to look again, and what is said about it. */
export function PinPanel({ pin, pins, shown, productId, setId }: PinPanelProps) {
  const { t } = useTranslation('designViewer')
  const { number, fileName, fileId, standing, checkedIn, madeIn } = pin
  return (
    <SidePanel
      label={t('pin.number', { n: number })}
      title={`${t('pin.number', { n: number })} · ${fileName}`}
      closeLabel={t('pin.close')}
      stage={pin.id}
      onClose={() => pins.choose(null)}
    >
      <div className={classes.body}>
        <p className={classes.facts}>
          <Place pin={pin} />
          <span>{t('pin.madeIn', { revision: madeIn })}</span>
          {checkedIn !== madeIn && <span>{t('pin.checkedIn', { revision: checkedIn })}</span>}
        </p>
        {standing !== 'here' && (
          <section className={classes.check} aria-label={t(`pin.standing.${standing}`)}>
            <p>
              <strong>{t(`pin.standing.${standing}`)}</strong>{' '}
              {standing === 'gone'
                ? `${t('pin.goneTitle')} ${t('pin.goneBody', { revision: madeIn })}`
                : t('pin.checkTitle', { revision: checkedIn })}
            </p>
            {standing === 'checkAgain' && pins.mayPin && (
              <Button
                size="compact-md"
                loading={pins.busy}
                leftSection={<IconCheck size={16} aria-hidden />}
                onClick={() => pins.confirm(pin)}
              >
                {t('pin.confirm')}
              </Button>
            )}
          </section>
        )}
        <ErrorNotice error={pins.error} />
        {(pins.mayPin && shown && standing !== 'gone') || (fileId !== null && !shown) ? (
          <div className={classes.tools}>
            {pins.mayPin && shown && (
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconMapPin size={16} aria-hidden />}
                onClick={() => pins.ask('move')}
              >
                {t('pin.move')}
              </Button>
            )}
            {fileId !== null && !shown && (
              <Button
                component={Link}
                href={paths.designView(productId, setId, fileId, pin.id)}
                size="compact-md"
                variant="default"
              >
                {t('pin.openFile')}
              </Button>
            )}
          </div>
        ) : null}
        <ThreadView threadId={pin.thread.id} embedded />
      </div>
    </SidePanel>
  )
}

function Place({ pin: { anchor } }: Readonly<{ pin: DesignPin }>) {
  const { t } = useTranslation('designViewer')
  switch (anchor.kind) {
    case 'board':
      return (
        <span>
          {anchor.layer !== '' && `${anchor.layer} · `}
          {t('pin.where', { x: inMm(anchor.x), y: inMm(anchor.y) })}
        </span>
      )
    case 'page':
      return <span>{t('pin.page', { page: anchor.page })}</span>
    case 'model':
      return <span>{t('pin.spot')}</span>
  }
}
