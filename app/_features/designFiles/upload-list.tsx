'use client'
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ActionIcon } from '@/app/_components/ui/button'
import { Progress } from '@/app/_components/ui/layout'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useErrorText } from '@/app/_lib/errors'
import type { DesignSetView } from '@/server/domains/designFiles/queries/get-set'
import type { Upload } from './upload-desk'
import type { Uploads } from './use-uploads'
import classes from './upload-list.module.css'

/** Files on their way with how far they are, and those an earlier visit left half sent. */
export function UploadList({ sending, left }: { sending: Uploads; left: DesignSetView['uploads'] }) {
  const { t } = useTranslation('designFiles')
  const size = useFileSize()
  const here = new Set(sending.uploads.map(({ uploadId }) => uploadId))
  const interrupted = left.filter(({ id }) => !here.has(id))
  if (sending.uploads.length + interrupted.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('upload.list')}>
      {sending.uploads.map((upload) => (
        <OnItsWay key={upload.key} upload={upload} sending={sending} />
      ))}
      {interrupted.map(({ id, name, size: whole, received }) => (
        <li key={id} className={classes.upload}>
          <span className={classes.words}>
            <span className={classes.name}>{name}</span>
            <span className={classes.faint}>
              {t('upload.interrupted', { received: size(received), whole: size(whole) })}
            </span>
          </span>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('upload.cancel', { name })}
            onClick={() => void sending.forget(id)}
          >
            <IconX size={18} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}

function OnItsWay({ upload, sending }: { upload: Upload; sending: Uploads }) {
  const { t } = useTranslation('designFiles')
  const size = useFileSize()
  const errorText = useErrorText()
  const { key, file, received, step, error } = upload
  const share = file.size === 0 ? 0 : Math.floor((received * 100) / file.size)
  const sent = { received: size(received), whole: size(file.size) }
  const runs = step === 'sending' || step === 'offline'
  return (
    <li className={classes.upload}>
      <span className={classes.words}>
        <span className={classes.name}>{file.name}</span>
        <span className={step === 'failed' ? classes.failed : classes.faint} role={error ? 'alert' : undefined}>
          {step === 'failed' ? errorText(error) : t(`upload.step.${step}`, sent)}
        </span>
        <Progress value={share} aria-label={t('upload.progress', { name: file.name })} />
      </span>
      {step !== 'waiting' && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t(runs ? 'upload.pause' : step === 'failed' ? 'upload.again' : 'upload.goOn', {
            name: file.name,
          })}
          onClick={() => (runs ? sending.pause(key) : sending.goOn(key))}
        >
          {runs ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t('upload.cancel', { name: file.name })}
        onClick={() => void sending.cancel(upload)}
      >
        <IconX size={18} />
      </ActionIcon>
    </li>
  )
}
