'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import { isPainted } from '../viewable'
import classes from './picture-instead.module.css'

type File = Pick<ViewedFile, 'id' | 'name' | 'reading'>

/** The picture of a file in the place of the file, where the browser cannot show that. Nothing where there is none. */
export function PictureInstead({ file, page = 1 }: Readonly<{ file: File; page?: number }>) {
  const { t } = useTranslation('designViewer')
  const source = paths.designPicture(file.id, 'large', page)
  const [failed, setFailed] = useState('')
  if (!isPainted(file) || failed === source) return null
  return (
    <figure className={classes.instead}>
      {/* oxlint-disable-next-line nextjs/no-img-element */}
      <img src={source} alt={t('view.stage', { name: file.name })} onError={() => setFailed(source)} />
      <figcaption>{t('view.pictureInstead')}</figcaption>
    </figure>
  )
}
