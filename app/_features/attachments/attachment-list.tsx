'use client'
import { IconFileText, IconFileTypePdf, IconPhoto, IconTable } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileSize } from './file-size'
import { paths } from '@/app/_lib/paths'
import { isPicture } from '@/server/domains/attachments/rules/media-type'
import type { Attached } from './types'
import classes from './attachments.module.css'

/** Files that belong to something, to look at and to save. */
export function AttachmentList({ files }: { files: readonly Attached[] }) {
  const { t } = useTranslation('attachments')
  const size = useFileSize()
  if (files.length === 0) return null
  return (
    <ul className={classes.list} aria-label={t('list')}>
      {files.map((file) => {
        const picture = isPicture(file.mediaType)
        return (
          <li key={file.id}>
            <a
              className={classes.file}
              href={picture ? paths.files.attachmentInline(file.id) : paths.files.attachment(file.id)}
              {...(picture ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
            >
              <Thumbnail file={file} />
              <span className={classes.words}>
                <span className={classes.name}>{file.name}</span>
                <span className={classes.faint}>{size(file.size)}</span>
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

const icons: Readonly<Record<string, typeof IconFileText>> = {
  'application/pdf': IconFileTypePdf,
  'text/csv': IconTable,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': IconTable,
  'image/heic': IconPhoto,
}

/** A picture of fixed size, or what kind of file it is; nothing moves when it arrives. */
export function Thumbnail({ file }: { file: Pick<Attached, 'id' | 'mediaType'> }) {
  const [failed, setFailed] = useState(false)
  const Icon = icons[file.mediaType] ?? IconFileText
  return (
    <span className={classes.thumbnail} aria-hidden>
      {isPicture(file.mediaType) && !failed ? (
        // Access is checked with each request, which the optimiser of pages could not do.
        // oxlint-disable-next-line nextjs/no-img-element
        <img
          src={paths.files.attachmentInline(file.id)}
          alt=""
          width={56}
          height={56}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
        />
      ) : (
        <Icon size={24} stroke={1.4} />
      )}
    </span>
  )
}
