'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { PackageSummary, RecipeView } from '@/server/domains/releases/queries/list-packages'
import { PackageBadge } from './package-badge'
import classes from './package-list.module.css'
import type { RecipeDialogProps } from './recipe-dialog'
import { RecipeList } from './recipe-list'
import { useRecipient } from './use-recipient'

const RecipeDialog = onFirstUse<RecipeDialogProps>(() =>
  import('./recipe-dialog').then((module) => module.RecipeDialog),
)

/** Who gets what of a product, and what was handed out so far. */
export function PackageList({ productId }: { productId: string }) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const making = (packages: readonly PackageSummary[] | undefined) =>
    packages?.some(({ state }) => state === 'making') ? 2_000 : false
  const { data } = useSuspenseQuery({
    ...trpc.releases.listPackages.queryOptions({ productId }),
    refetchInterval: ({ state }) => making(state.data?.packages),
  })
  const [edited, setEdited] = useState<RecipeView | 'new' | null>(null)
  const create = data.mayEdit && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setEdited('new')}>
      {t('list.newRecipe')}
    </Button>
  )
  const nothing = data.packages.length === 0 && data.recipes.length === 0
  return (
    <div className={classes.page}>
      {nothing ? (
        <EmptyState title={t('list.emptyTitle')} action={create || undefined}>
          {t(data.owner ? 'list.emptyBody' : 'list.emptyPartner')}
        </EmptyState>
      ) : (
        <>
          {create && <div className={classes.actions}>{create}</div>}
          {data.owner && (
            <RecipeList productId={productId} recipes={data.recipes} mayEdit={data.mayEdit} onEdit={setEdited} />
          )}
          <Panel title={t('list.title')} flush>
            {data.packages.length === 0 ? (
              <p className={classes.none}>{t('list.empty')}</p>
            ) : (
              <ul className={classes.list}>
                {data.packages.map((each) => (
                  <li key={each.id}>
                    <PackageRow productId={productId} package={each} />
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </>
      )}
      {data.mayEdit && (
        <RecipeDialog
          productId={productId}
          recipe={edited === 'new' ? null : edited}
          opened={edited !== null}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

function PackageRow({ productId, package: row }: { productId: string; package: PackageSummary }) {
  const { t } = useTranslation('releases')
  const format = useFormat()
  const size = useFileSize()
  const recipient = useRecipient()
  const { number, state, superseded, letters, issuedAt, askedAt, kind } = row
  return (
    <Link className={classes.row} href={paths.package(productId, row.id)}>
      <span className={classes.main}>
        <span className={classes.number}>{number}</span>
        <span className={classes.name}>{recipient(row.recipient)}</span>
      </span>
      <span className={classes.state}>
        <PackageBadge state={state} superseded={superseded} />
      </span>
      <span className={classes.facts}>
        <span>{t(`kind.${kind}`)}</span>
        {letters.map(({ number: of, name, letter }) => (
          <span key={of || name.en}>{t('list.letter', { name: of || format.text(name), letter })}</span>
        ))}
        <span>
          {issuedAt
            ? t('list.issuedOn', { day: format.day(issuedAt) })
            : t('list.askedOn', { day: format.day(askedAt) })}
        </span>
        {row.size !== null && <span>{size(row.size)}</span>}
      </span>
    </Link>
  )
}
