'use client'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFor } from '@/app/_lib/format'
import { useLocale } from '@/app/_lib/i18n'

/** A minute that every clock on the page shares. Null on the server: its minute is not the reader's. */
let minute = 0
const listeners = new Set<() => void>()
const now = () => (minute = Math.floor(Date.now() / 60_000))
let timer: ReturnType<typeof setInterval> | undefined
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    const before = minute
    if (now() !== before) for (const tell of listeners) tell()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
export const useMinute = (): Date | null => {
  const current = useSyncExternalStore(subscribe, now, () => null)
  return current === null ? null : new Date(current * 60_000)
}

/** What time it is on both shores, always in sight. */
export function ShoreClocks({ className }: { className?: string }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const instant = useMinute()
  const shores = [
    { key: 'pacific', zone: 'America/Los_Angeles' },
    { key: 'china', zone: 'Asia/Shanghai' },
  ] as const
  return (
    <div className={className}>
      {shores.map(({ key, zone }) => (
        <span key={key}>
          {t(`shore.${key}`)} <span className="num">{instant ? formatFor(locale, zone).clock(instant) : '--:--'}</span>
        </span>
      ))}
    </div>
  )
}
