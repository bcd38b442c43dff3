'use client'
import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from '@/app/_components/link'
import { paths } from '@/app/_lib/paths'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import classes from './file-picture.module.css'
import { isPainted } from './viewable'

type File = Pick<ViewedFile, 'id' | 'name' | 'reading' | 'sha256'>

/** What a file looks like, beside its name; a sheet where there is nothing to see. Leads to the file itself. */
export function FilePicture({ file, view }: Readonly<{ file: File; view: string | null }>) {
  const [seen, setSeen] = useState(true)
  const sheet = <IconFile size={26} stroke={1.2} aria-hidden />
  if (view === null) return <span className={classes.small}>{sheet}</span>
  // The link with words stands beside the name: this one is for the mouse and the finger.
  return (
    <Link className={classes.small} href={view} tabIndex={-1} aria-hidden>
      {isPainted(file) && seen ? (
        // Access is checked with each request, which the optimiser of pages could not do.
        // oxlint-disable-next-line nextjs/no-img-element
        <img
          src={paths.designPicture(file.id, 'small')}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setSeen(false)}
        />
      ) : (
        sheet
      )}
    </Link>
  )
}
