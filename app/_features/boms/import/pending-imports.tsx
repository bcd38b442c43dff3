'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from '../bom-list.module.css'

/** Files that wait for a decision; each opens where it was left. */
export function PendingImports({ productId }: { productId: string }) {
  const { t } = useTranslation(['boms'])
  const trpc = useTRPC()
  const format = useFormat()
  const { data: imports } = useSuspenseQuery(trpc.boms.listImports.queryOptions({ productId }))
  if (imports.length === 0) return null
  return (
    <Panel title={t('openImports')} flush>
      <ul className={classes.list}>
        {imports.map((each) => (
          <li key={each.id}>
            <Link className={classes.row} href={paths.bomImport(productId, each.id)}>
              <span className={classes.name}>{each.fileName}</span>
              <span className={classes.facts}>{format.moment(each.createdAt)}</span>
              <span className={classes.go}>{t('resume')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
