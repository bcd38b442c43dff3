'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { Hash } from '@/app/_components/hash'
import type { PackageItem } from '@/server/domains/releases/rules/package-item'
import classes from './item-list.module.css'

/** The files of a package as its manifest lists them. */
export function ItemList({ items }: { items: readonly PackageItem[] }) {
  const { t } = useTranslation('releases')
  const size = useFileSize()
  return (
    <Panel title={t('items.title', { count: items.length })} flush>
      <ul className={classes.list}>
        {items.map(({ path, source, issued, size: bytes, marked, unmarked }) => (
          <li key={path} className={classes.item}>
            <span className={classes.path}>{path}</span>
            <span className={classes.facts}>
              <span>{size(bytes)}</span>
              <Hash sha256={issued} name={path} />
              {marked && (
                <span>
                  {t('items.marked')} {source !== null && t('items.original', { hash: source.slice(0, 8) })}
                </span>
              )}
              {unmarked && <span className={classes.amber}>{t(`items.unmarked.${unmarked}`)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
