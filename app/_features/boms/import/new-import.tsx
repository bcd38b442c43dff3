'use client'
import { useTranslation } from 'react-i18next'
import classes from '../bom-list.module.css'
import { DropZone } from './drop-zone'
import { ImportTemplates } from './import-templates'
import { PendingImports } from './pending-imports'

/** Where an import begins, or goes on. */
export function NewImport({ productId, bomId }: { productId: string; bomId: string | null }) {
  const { t } = useTranslation(['boms'])
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t(bomId === null ? 'import.title' : 'newRevision')}</h1>
      <DropZone productId={productId} bomId={bomId} offerSample={bomId === null} />
      <PendingImports productId={productId} />
      <ImportTemplates productId={productId} />
    </div>
  )
}
