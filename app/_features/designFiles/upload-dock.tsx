'use client'
import { IconUpload } from '@tabler/icons-react'
import { usePathname } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { Link } from '@/app/_components/link'
import type { Upload } from './upload-desk'
import classes from './upload-dock.module.css'
import { useAllUploads } from './use-uploads'

const shareOf = (uploads: readonly Upload[]): number => {
  const [sent, whole] = [
    uploads.reduce((sum, { received }) => sum + received, 0),
    uploads.reduce((sum, { file }) => sum + file.size, 0),
  ]
  return whole === 0 ? 0 : Math.floor((sent * 100) / whole)
}

/** Files that are sent on while another page is open, and the way back to theirs. */
export function UploadDock() {
  const { t } = useTranslation()
  const here = usePathname()
  const elsewhere = useAllUploads().filter(({ draft }) => draft.path.split('?')[0] !== here)
  const stopped = elsewhere.find(({ step }) => step === 'failed' || step === 'paused')
  const first = stopped ?? elsewhere[0]
  if (!first) return null
  const count = elsewhere.length
  return (
    <Link
      className={`${classes.dock} no-print`}
      href={first.draft.path}
      data-stopped={stopped !== undefined || undefined}
    >
      <IconUpload size={18} aria-hidden />
      {stopped
        ? t('uploads.stopped', { name: stopped.file.name })
        : t('uploads.underway', { count, share: shareOf(elsewhere) })}
    </Link>
  )
}
