'use client'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import classes from './verify-steps.module.css'

/** How anybody proves a package whole with what their system has, to be copied. */
export function VerifySteps({ contentHash }: { contentHash: string }) {
  const { t } = useTranslation('releases')
  return (
    <Panel title={t('verify.title')}>
      <p className={classes.words}>{t('verify.body')}</p>
      <code className={classes.hash}>{contentHash}</code>
      <p className={classes.words}>{t('verify.unix')}</p>
      <Command text="sha256sum -c MANIFEST.sha256 && sha256sum MANIFEST.sha256" />
      <p className={classes.words}>{t('verify.windows')}</p>
      <Command text="certutil -hashfile MANIFEST.sha256 SHA256" />
    </Panel>
  )
}

export function Command({ text }: { text: string }) {
  const { t } = useTranslation('releases')
  const clipboard = useClipboard()
  return (
    <div className={classes.command}>
      <code>{text}</code>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={clipboard.copied ? undefined : t('verify.copyOne', { command: text })}
        onClick={() => clipboard.copy(text)}
      >
        <span aria-live="polite">{t(clipboard.copied ? 'verify.copied' : 'verify.copy')}</span>
      </Button>
    </div>
  )
}
