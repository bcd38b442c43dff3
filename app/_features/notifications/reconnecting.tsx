'use client'
import { useEffect, useState } from 'react'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLiveState } from './use-live'
import classes from './reconnecting.module.css'

const tolerateMs = 3_000

/** Says quietly that the line is down; not for the blink of a reconnection. */
export function Reconnecting() {
  const state = useLiveState()
  return <output className={classes.status}>{state !== 'connected' && <Note />}</output>
}

function Note() {
  const { t } = useTranslation(['common', 'notifications'])
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), tolerateMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    late && (
      <span className={classes.note} title={t('notifications:live.reconnecting')}>
        <IconPlugConnectedX size={15} stroke={1.6} aria-hidden />
        <span className={classes.text}>{t('common:state.reconnecting')}</span>
      </span>
    )
  )
}
