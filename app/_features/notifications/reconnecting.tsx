'use client'
import { useEffect, useState } from 'react'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLiveState } from './use-live'
import classes from './reconnecting.module.css'

const tolerateMs = 3_000

/** Says quietly that the line is down; not for the blink of a reconnection. */
export function Reconnecting() {
  const { t } = useTranslation(['common', 'notifications'])
  const state = useLiveState()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (state === 'connected') return setShown(false)
    const timer = setTimeout(() => setShown(true), tolerateMs)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <span role="status" className={classes.status}>
      {shown && (
        <span className={classes.note} title={t('notifications:live.reconnecting')}>
          <IconPlugConnectedX size={15} stroke={1.6} aria-hidden />
          <span className={classes.text}>{t('common:state.reconnecting')}</span>
        </span>
      )}
    </span>
  )
}
