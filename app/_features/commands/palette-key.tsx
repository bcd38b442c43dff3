'use client'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Button } from '@/app/_components/ui/button'
import { Kbd } from '@/app/_components/ui/text'
import classes from './palette-key.module.css'

/** Loaded on first use: most pages are left without it. */
const Palette = onFirstUse(() => import('./palette-opened').then((module) => module.Palette))

/** Ctrl K or ⌘K, and a button for those who have no keyboard. */
export function PaletteKey() {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setOpened(true)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <Button
        className={classes.key}
        variant="default"
        size="compact-md"
        px={10}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        rightSection={
          <span className={classes.words} aria-hidden>
            <Kbd size="xs">{t('palette.key')}</Kbd>
          </span>
        }
        aria-keyshortcuts="Control+K"
        onClick={() => setOpened(true)}
      >
        <span className={classes.name}>{t('palette.open')}</span>
      </Button>
      <Palette opened={opened} onClose={() => setOpened(false)} />
    </>
  )
}
