'use client'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './ui/button'
import { Group } from './ui/layout'

/** The foot of a dialog: its own button as `children`, and the way out. */
export function DialogActions({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Group>
      {children}
      <Button variant="default" onClick={onClose}>
        {t('actions.cancel')}
      </Button>
    </Group>
  )
}
