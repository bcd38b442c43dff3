'use client'
import { useTranslation } from 'react-i18next'
import { Link } from '@/app/_components/link'
import classes from './layer-list.module.css'
import type { ChildSheet } from './use-sheet'

type Props = Readonly<{ sheets: readonly ChildSheet[]; hrefOf: (fileId: string) => string }>

/** The sheets below the one that is shown; each that lies in the same revision is opened from here. */
export function ChildSheets({ sheets, hrefOf }: Props) {
  const { t } = useTranslation('designViewer')
  if (sheets.length === 0) return null
  return (
    <section className={`${classes.layers} ${classes.children}`} aria-label={t('view.childSheets')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('view.childSheets')}</h2>
      </header>
      <ul className={classes.list}>
        {sheets.map(({ name, file, fileId }, index) => (
          <li key={`${index} ${file}`} className={classes.child}>
            {fileId === null ? (
              <span className={classes.words}>
                {name || file}
                <span className={classes.name}>
                  {file} · <em>{t('view.childMissing')}</em>
                </span>
              </span>
            ) : (
              <Link className={classes.words} href={hrefOf(fileId)}>
                {name || file}
                <span className={classes.name}>{file}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
