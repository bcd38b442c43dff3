'use client'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Kbd } from '@/app/_components/ui/text'
import classes from './palette-key.module.css'

/** Loaded on first use: most pages are left without it. */
const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }))

/** Ctrl K or ⌘K, and a button for those who have no keyboard. */
export function PaletteKey() {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState(0)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setWanted((count) => count + 1)
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
        rightSection={<Kbd size="xs">{t('palette.key')}</Kbd>}
        onClick={() => setWanted((count) => count + 1)}
      >
        {t('palette.open')}
      </Button>
      {wanted > 0 && (
        <Suspense>
          <Palette wanted={wanted} />
        </Suspense>
      )}
    </>
  )
}
