'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { EmptyState } from '@/app/_components/empty-state'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { BothTimes } from '@/app/_features/calendars/both-times'
import { Mark } from '@/app/_features/products/mark'
import { useProduct } from '@/app/_features/products/use-product'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { languageTags } from '@/locales/config'
import { readIn } from '@/server/kernel/bilingual'
import { Binding } from './binding'
import type { CreateDialogProps } from './create-dialog'
import classes from './spec-list.module.css'
import { StateBadge } from './state-badge'
import type { SpecSummary } from './types'

const CreateDialog = onFirstUse<CreateDialogProps>(() =>
  import('./create-dialog').then((module) => module.CreateDialog),
)

/** What is frozen stays as it was signed; a draft waits in the queue. */
const waits = ({ current, archivedAt }: SpecSummary): boolean => current.state === 'draft' && archivedAt === null

/** The specifications of a product; where there is none, how to begin one. */
export function SpecList({ productId }: { productId: string }) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const product = useProduct(productId)
  const { data } = useSuspenseQuery(trpc.specs.listSpecs.queryOptions({ productId }))
  const [creating, setCreating] = useState(false)
  const create = (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setCreating(true)}>
      {t('list.new')}
    </Button>
  )
  return (
    <div className={classes.page}>
      {data.specs.length === 0 ? (
        <EmptyState title={t('list.emptyTitle')} action={data.mayEdit ? create : undefined}>
          {t(data.mayEdit ? 'list.emptyBody' : 'list.emptyPartner')}
        </EmptyState>
      ) : (
        <>
          {data.mayEdit && <div className={classes.actions}>{create}</div>}
          <Panel title={t('title')} flush>
            <ul className={classes.list}>
              {data.specs.map((spec) => (
                <li key={spec.id}>
                  <SpecRow productId={productId} spec={spec} />
                  {spec.untranslated > 0 && waits(spec) && (
                    <Link className={classes.toQueue} href={paths.translations(productId)}>
                      {t('list.untranslated', { count: spec.untranslated })}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
      {data.mayEdit && <CreateDialog product={product} opened={creating} onClose={() => setCreating(false)} />}
    </div>
  )
}

function SpecRow({ productId, spec }: { productId: string; spec: SpecSummary }) {
  const { t } = useTranslation('specs')
  const { locale } = useFormat()
  const name = readIn(locale, spec.name)
  const { current, releasedLetter, releasedState, acknowledgementDue } = spec
  return (
    <Link className={classes.row} href={paths.spec(productId, spec.id)}>
      <span className={classes.main}>
        <span className={classes.number}>{spec.number}</span>
        <span className={classes.name} lang={languageTags[name.language]}>
          {name.text}
        </span>
        {spec.archivedAt !== null && <Mark tone="plain">{t('list.archived')}</Mark>}
      </span>
      <span className={classes.state}>
        <span>
          {current.letter === null
            ? t('list.working', { number: current.number })
            : t('list.released', { letter: current.letter })}
        </span>
        <StateBadge state={current.state} />
      </span>
      <span className={classes.facts}>
        <Binding letter={releasedLetter} state={releasedState} />
        <span>{t('list.requirements', { count: spec.requirements })}</span>
        {spec.critical > 0 && <span>{t('list.critical', { count: spec.critical })}</span>}
        {spec.untranslated > 0 && !waits(spec) && (
          <span className={classes.wanting}>{t('list.untranslated', { count: spec.untranslated })}</span>
        )}
        {spec.requirements > 0 && spec.untranslated === 0 && <span>{t('list.translated')}</span>}
      </span>
      {acknowledgementDue !== null && (
        <span className={classes.due}>
          {t('list.acknowledgeBy')} <BothTimes instant={acknowledgementDue} />
        </span>
      )}
    </Link>
  )
}
