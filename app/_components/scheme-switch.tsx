'use client'
import { IconContrast2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toggleScheme } from '@/app/_lib/color-scheme'
import { ActionIcon } from './ui/button'

export function SchemeSwitch() {
  const { t } = useTranslation()
  return (
    <ActionIcon variant="subtle" color="gray" size={32} onClick={toggleScheme} aria-label={t('scheme.toggle')}>
      <IconContrast2 size={18} stroke={1.6} />
    </ActionIcon>
  )
}
