'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { RecipeView } from '@/server/domains/releases/queries/list-packages'
import classes from './package-list.module.css'

type Props = Readonly<{
  productId: string
  recipes: readonly RecipeView[]
  mayEdit: boolean
  onEdit: (recipe: RecipeView) => void
}>

/** The recipes of a product, each a press away from its next package. */
export function RecipeList({ productId, recipes, mayEdit, onEdit }: Props) {
  const { t } = useTranslation('releases')
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
  const make = useMutation(
    trpc.releases.makePackage.mutationOptions({
      onSuccess: async ({ packageId }) => {
        await refresh()
        router.push(paths.package(productId, packageId))
      },
    }),
  )
  const archive = useMutation(trpc.releases.archiveRecipe.mutationOptions({ onSuccess: refresh }))
  const restore = useMutation(trpc.releases.restoreRecipe.mutationOptions({ onSuccess: refresh }))
  if (recipes.length === 0) return null
  return (
    <Panel title={t('list.recipes')} flush>
      <ErrorNotice error={make.error ?? archive.error ?? restore.error} />
      <ul className={classes.list}>
        {recipes.map((recipe) => (
          <RecipeRow
            key={recipe.id}
            recipe={recipe}
            mayEdit={mayEdit}
            pending={make.isPending && make.variables.recipeId === recipe.id}
            onMake={() => make.mutate({ recipeId: recipe.id })}
            onEdit={() => onEdit(recipe)}
            onArchive={() =>
              (recipe.archivedAt ? restore : archive).mutate({ recipeId: recipe.id, version: recipe.version })
            }
          />
        ))}
      </ul>
    </Panel>
  )
}

type RowProps = Readonly<{
  recipe: RecipeView
  mayEdit: boolean
  pending: boolean
  onMake: () => void
  onEdit: () => void
  onArchive: () => void
}>

function RecipeRow({ recipe, mayEdit, pending, onMake, onEdit, onArchive }: RowProps) {
  const { t } = useTranslation(['releases', 'designFiles'])
  const format = useFormat()
  const name = format.text(recipe.name)
  const archived = recipe.archivedAt !== null
  const parts = [
    ...recipe.parts.map((part) => (part === 'stencil' ? t('releases:part.stencil') : t(`designFiles:kind.${part}`))),
    ...(recipe.bomId ? [t('releases:source.bom')] : []),
    ...(recipe.specId ? [t('releases:source.spec')] : []),
  ]
  return (
    <li className={classes.row}>
      <span className={classes.main}>
        <span className={classes.name}>{name}</span>
        <span>
          {t('releases:recipe.for', { name: recipe.partner ? format.org(recipe.partner) : recipe.recipientName })}
        </span>
      </span>
      <span className={classes.state}>
        <Mark tone="plain">{archived ? t('releases:recipe.archived') : t(`releases:kind.${recipe.kind}`)}</Mark>
      </span>
      <span className={classes.facts}>
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
        <span>{t(recipe.watermark ? 'releases:recipe.mark' : 'releases:recipe.noMark')}</span>
      </span>
      {mayEdit && (
        <span className={`${classes.tools} no-print`}>
          {!archived && (
            <>
              <Button
                size="compact-md"
                loading={pending}
                aria-label={t('releases:recipe.makeOne', { name })}
                onClick={onMake}
              >
                {t('releases:recipe.make')}
              </Button>
              <Button
                size="compact-md"
                variant="default"
                aria-label={t('releases:recipe.editOne', { name })}
                onClick={onEdit}
              >
                {t('releases:recipe.edit')}
              </Button>
            </>
          )}
          <Button
            size="compact-md"
            variant="default"
            aria-label={t(archived ? 'releases:recipe.restoreOne' : 'releases:recipe.archiveOne', { name })}
            onClick={onArchive}
          >
            {t(archived ? 'releases:recipe.restore' : 'releases:recipe.archive')}
          </Button>
        </span>
      )}
    </li>
  )
}
