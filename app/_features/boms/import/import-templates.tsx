'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { ImportTemplate } from '../types'
import classes from './import-templates.module.css'

const ManageTemplate = onFirstUse(() => import('./manage-template').then((module) => module.ManageTemplate))

/** Kinds of files somebody settled how to read; renamed and forgotten here. */
export function ImportTemplates({ productId }: { productId: string }) {
  const { t } = useTranslation(['boms'])
  const trpc = useTRPC()
  const format = useFormat()
  const locale = useLocale()
  const { data: templates } = useSuspenseQuery(trpc.boms.listImportTemplates.queryOptions({ productId }))
  const [managed, setManaged] = useState<ImportTemplate | null>(null)
  const [act, setAct] = useState<'rename' | 'delete' | null>(null)
  if (templates.length === 0) return null
  const open = (template: ImportTemplate, wanted: 'rename' | 'delete') => {
    setManaged(template)
    setAct(wanted)
  }
  return (
    <Panel title={t('import.template.list')} flush>
      <p className={classes.hint}>{t('import.template.listHint')}</p>
      <ul className={classes.list}>
        {templates.map((template) => (
          <li key={template.id}>
            <div className={classes.main}>
              <strong>{template.name}</strong>
              <span className={classes.facts}>
                {[
                  template.partner && (template.partner[locale] || template.partner.en || template.partner.zh),
                  t('import.template.facts', template.remembers),
                  t('import.template.used', { when: format.moment(template.usedAt) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <div className={classes.acts}>
              <Button size="compact-md" variant="default" onClick={() => open(template, 'rename')}>
                {t('import.template.rename')}
              </Button>
              <Button size="compact-md" variant="default" onClick={() => open(template, 'delete')}>
                {t('import.template.delete')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {managed && (
        <ManageTemplate
          key={`${managed.id} ${managed.version}`}
          opened={act !== null}
          act={act ?? 'rename'}
          template={managed}
          onClose={() => setAct(null)}
        />
      )}
    </Panel>
  )
}
