'use client'
import { IconCamera, IconPaperclip } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, CloseButton } from '@/app/_components/ui/button'
import { Progress } from '@/app/_components/ui/layout'
import { useErrorText } from '@/app/_lib/errors'
import { UploadRefused } from '@/app/_lib/upload'
import { acceptedNames, isPicture } from '@/server/domains/attachments/rules/media-type'
import { Thumbnail } from './attachment-list'
import { useFileSize } from './file-size'
import type { Attached } from './types'
import type { Attach, Sending } from './use-attach'
import classes from './attachments.module.css'

type Props = Readonly<{
  label: string
  /** Who will see the files, where that is not said elsewhere. */
  note?: string
  attach: Attach
  attached: readonly Attached[]
  onRemove: (id: string) => void
  /** Why nothing can be added yet. */
  waitsFor?: string | undefined
}>

/**
 * Adds files: chosen, dropped, pasted (the caller passes `attach.onPaste` to its form), or taken with the camera of a
 * phone. Every file shows how far it is; what failed says why and can be sent again.
 */
export function AttachField({ label, note, attach, attached, onRemove, waitsFor }: Props) {
  const { t } = useTranslation('attachments')
  const size = useFileSize()
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const disabled = waitsFor !== undefined
  const take = (files: FileList | null) => {
    if (files && !disabled) attach.take([...files])
  }
  const input = (id: string) => ({
    type: 'file' as const,
    hidden: true,
    'data-testid': id,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      take(currentTarget.files)
      currentTarget.value = ''
    },
  })
  return (
    // Dropping is a shortcut; the button below does the same for everyone.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      className={classes.field}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (disabled) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <legend className={classes.label}>
        {label}
        {note !== undefined && <span className={classes.note}> {note}</span>}
      </legend>
      {(attached.length > 0 || attach.sending.length > 0) && (
        <ul className={classes.list}>
          {attached.map((file) => (
            <li key={file.id} className={classes.file}>
              <Thumbnail file={file} />
              <span className={classes.words}>
                <span className={classes.name}>{file.name}</span>
                <span className={classes.faint}>{size(file.size)}</span>
              </span>
              <CloseButton size="md" aria-label={t('remove', { name: file.name })} onClick={() => onRemove(file.id)} />
            </li>
          ))}
          {attach.sending.map((each) => (
            <OnItsWay key={each.key} sending={each} attach={attach} />
          ))}
        </ul>
      )}
      <div className={classes.buttons}>
        <Button
          size="compact-md"
          variant="default"
          disabled={disabled}
          leftSection={<IconPaperclip size={16} aria-hidden />}
          onClick={() => chooser.current?.click()}
        >
          {t('choose')}
        </Button>
        <Button
          className={classes.camera}
          size="compact-md"
          variant="default"
          disabled={disabled}
          leftSection={<IconCamera size={16} aria-hidden />}
          onClick={() => camera.current?.click()}
        >
          {t('photo')}
        </Button>
        <span className={classes.faint}>{waitsFor ?? t('hint')}</span>
      </div>
      <input ref={chooser} {...input('attachment-file')} multiple accept={acceptedNames} aria-label={t('choose')} />
      <input
        ref={camera}
        {...input('attachment-photo')}
        accept="image/*"
        capture="environment"
        aria-label={t('photo')}
      />
    </fieldset>
  )
}

/** A lost line or a damaged copy may go through next time; what was refused for what it is will not. */
const passes = (error: unknown) =>
  !(error instanceof UploadRefused) || error.data.domain.code === 'attachments.uploadDamaged'

function OnItsWay({ sending, attach }: { sending: Sending; attach: Attach }) {
  const { t } = useTranslation('attachments')
  const errorText = useErrorText()
  const { key, file, share, error } = sending
  return (
    <li className={classes.file}>
      <Preview file={file} />
      <span className={classes.words}>
        <span className={classes.name}>{file.name}</span>
        {error === null ? (
          <Progress value={share * 100} aria-label={t('sending', { name: file.name })} />
        ) : (
          <span className={classes.refusal} role="alert">
            {errorText(error)}
          </span>
        )}
      </span>
      {error !== null && passes(error) && (
        <Button size="compact-sm" variant="default" onClick={() => attach.retry(key)}>
          {t('retry')}
        </Button>
      )}
      <CloseButton size="md" aria-label={t('remove', { name: file.name })} onClick={() => attach.remove(key)} />
    </li>
  )
}

/** The picture as it lies on the sender's own machine; other files by a sign. */
function Preview({ file }: { file: File }) {
  const drawn = isPicture(file.type)
  return (
    <span className={classes.thumbnail} aria-hidden>
      {drawn ? (
        // oxlint-disable-next-line nextjs/no-img-element
        <img
          alt=""
          width={56}
          height={56}
          ref={(image) => {
            if (!image) return
            const url = URL.createObjectURL(file)
            image.src = url
            return () => URL.revokeObjectURL(url)
          }}
        />
      ) : (
        <IconPaperclip size={24} stroke={1.4} />
      )}
    </span>
  )
}
