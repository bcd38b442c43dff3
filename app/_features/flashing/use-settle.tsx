'use client'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import type { SetAsideDialogProps } from './set-aside-dialog'
import type { TakeBackDialogProps } from './take-back-dialog'

const SetAsideDialog = onFirstUse<SetAsideDialogProps>(() =>
  import('./set-aside-dialog').then((module) => module.SetAsideDialog),
)
const TakeBackDialog = onFirstUse<TakeBackDialogProps>(() =>
  import('./take-back-dialog').then((module) => module.TakeBackDialog),
)

type ToSetAside = SetAsideDialogProps['unit']
type ToTakeBack = TakeBackDialogProps['unit']
/** Opens the dialogs that set a device aside, or take it back. */
export type Settle = Readonly<{ setAside: (unit: ToSetAside) => void; takeBack: (unit: ToTakeBack) => void }>

/**
 * The dialogs of a page, rendered by whatever stays: the row they were opened from goes as soon as somebody else decided,
 * and what is said about that has to be seen.
 */
export function useSettle(): Readonly<{ settle: Settle; dialogs: ReactNode }> {
  const [opened, setOpened] = useState<'setAside' | 'takeBack' | null>(null)
  const [toSetAside, setToSetAside] = useState<ToSetAside | null>(null)
  const [toTakeBack, setToTakeBack] = useState<ToTakeBack | null>(null)
  const onClose = () => setOpened(null)
  const settle: Settle = {
    setAside: (unit) => {
      setToSetAside(unit)
      setOpened('setAside')
    },
    takeBack: (unit) => {
      setToTakeBack(unit)
      setOpened('takeBack')
    },
  }
  const dialogs = (
    <>
      {toSetAside && (
        <SetAsideDialog key={toSetAside.serial} unit={toSetAside} opened={opened === 'setAside'} onClose={onClose} />
      )}
      {toTakeBack && <TakeBackDialog unit={toTakeBack} opened={opened === 'takeBack'} onClose={onClose} />}
    </>
  )
  return { settle, dialogs }
}

/** Sets a device that is held back aside, after asking why. */
export function SetAsideButton({ unit, settle }: Readonly<{ unit: ToSetAside; settle: Settle }>) {
  const { t } = useTranslation('flashing')
  const label = t('setAside.label', { serial: unit.serial })
  return (
    <Button variant="default" size="compact-md" aria-label={label} onClick={() => settle.setAside(unit)}>
      {t('setAside.action')}
    </Button>
  )
}

/** Holds a device back again, after asking. */
export function TakeBackButton({ unit, settle }: Readonly<{ unit: ToTakeBack; settle: Settle }>) {
  const { t } = useTranslation('flashing')
  const label = t('setAside.takeBackLabel', { serial: unit.serial })
  return (
    <Button variant="default" size="compact-md" aria-label={label} onClick={() => settle.takeBack(unit)}>
      {t('setAside.takeBack')}
    </Button>
  )
}
