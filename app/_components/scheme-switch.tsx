'use client'
import { ActionIcon, useMantineColorScheme } from '@mantine/core'
import { IconContrast2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export function SchemeSwitch() {
  const { t } = useTranslation()
  const { toggleColorScheme } = useMantineColorScheme()
  return (
    <ActionIcon variant="subtle" color="gray" size={32} onClick={toggleColorScheme} aria-label={t('scheme.toggle')}>
      <IconContrast2 size={18} stroke={1.6} />
    </ActionIcon>
  )
}
