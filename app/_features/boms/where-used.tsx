'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { TextLink } from '@/app/_components/text-link'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { WhereUsedInput } from '@/server/domains/boms/inputs'
import classes from './where-used.module.css'

type Props = Readonly<{
  subject: WhereUsedInput
  /** The line it is asked from, which is named as such. */
  hereLineId?: string
}>

const shown = 200

/**
 * The lines that use a part, a maker's part or a BOM, in the newest and the released revisions of the BOMs the reader may
 * see; a plain sentence where there is none.
 */
export function WhereUsed({ subject, hereLineId }: Props) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.boms.whereUsed.queryOptions(subject))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={48} />
  if (data.uses.length === 0)
    return <p className={classes.none}>{t(subject.kind === 'bom' ? 'whereUsed.noneBom' : 'whereUsed.none')}</p>
  return (
    <>
      <ul className={classes.list}>
        {data.uses.map((use) => (
          <li key={use.lineId}>
            <div>
              <TextLink href={paths.bomLine(use.productId, use.bomId, use.lineId)}>
                {use.productCode} · {format.text(use.bomName)} · {use.refs || `#${use.position}`}
              </TextLink>
            </div>
            <div className={classes.dim}>
              {[
                use.letter === null
                  ? t('whereUsed.revision', { number: use.number })
                  : `${t('whereUsed.revision', { number: use.letter })}, ${t('whereUsed.released')}`,
                use.quantity === null
                  ? t('structure.asRequired')
                  : t('whereUsed.per', {
                      quantity: [format.quantity(use.quantity), use.uom].filter(Boolean).join(' '),
                    }),
                ...data.inside
                  .filter(({ bomId }) => bomId === use.bomId)
                  .map(({ withinName }) => t('whereUsed.inside', { name: format.text(withinName) })),
              ].join(' · ')}{' '}
              {use.lineId === hereLineId && <Chip tone="accent">{t('whereUsed.here')}</Chip>}
              {use.as !== 'part' && <Chip tone="muted">{t(`whereUsed.${use.as}`)}</Chip>}
              {use.dnp && <Chip tone="amber">{t('whereUsed.dnp')}</Chip>}
            </div>
          </li>
        ))}
      </ul>
      {data.more && <p className={classes.none}>{t('whereUsed.more', { count: shown })}</p>}
    </>
  )
}
