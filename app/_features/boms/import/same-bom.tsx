'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import type { Preview } from '../types'
import classes from './notice-bar.module.css'

type Props = Readonly<{ preview: Preview; onTake: (bomId: string) => void; busy: boolean }>

/** Offers to compare with the BOM this file seems to be a newer state of; nothing happens without the person. */
export function SameBom({ preview: { sameBom }, onTake, busy }: Props) {
  const { t } = useTranslation(['boms'])
  const format = useFormat()
  if (!sameBom) return null
  return (
    <div className={classes.bar}>
      <span>{t('import.sameBom.text', { name: format.text(sameBom.name) })}</span>
      <Button size="compact-md" variant="light" disabled={busy} onClick={() => onTake(sameBom.bomId)}>
        {t('import.sameBom.compare')}
      </Button>
    </div>
  )
}
