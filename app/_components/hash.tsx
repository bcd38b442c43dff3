'use client'
import { useClipboard } from '@mantine/hooks'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './hash.module.css'

/** The beginning of a SHA-256, as people read it out; a press copies all of it. `name`: what it is the hash of. */
export function Hash({ sha256, name }: { sha256: string; name: string }) {
  const { t } = useTranslation('common')
  const clipboard = useClipboard()
  return (
    <button
      type="button"
      className={classes.hash}
      title={sha256}
      aria-label={clipboard.copied ? undefined : t('hash.copy', { name, hash: sha256.slice(0, 8) })}
      onClick={() => clipboard.copy(sha256)}
    >
      <span aria-live="polite">{clipboard.copied ? t('hash.copied') : `SHA-256 ${sha256.slice(0, 8)}`}</span>
      <IconCopy size={13} aria-hidden />
    </button>
  )
}
