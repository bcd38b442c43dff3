'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Columns, Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { RecipeView } from '@/server/domains/releases/queries/list-packages'
import type { RecipeChoices } from '@/server/domains/releases/queries/recipe-choices'
import { longestContact, longestName, packageParts, recipientKinds } from '@/server/domains/releases/rules/recipe'
import classes from './recipe-dialog.module.css'
import { draftOf, emptyDraft, typedRecipe, withKind } from './recipe-draft'

/** `recipe` where one is changed; without, a new one is made. */
export type RecipeDialogProps = Readonly<{
  productId: string
  recipe: RecipeView | null
  opened: boolean
  onClose: () => void
}>

/** Who gets what, to be used again with every release. */
export function RecipeDialog({ opened, onClose, recipe, productId }: RecipeDialogProps) {
  const { t } = useTranslation('releases')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t(recipe ? 'recipe.editTitle' : 'recipe.title')} size="lg">
      <Loaded key={recipe?.id ?? ''} recipe={recipe} productId={productId} onClose={onClose} />
    </DialogOpened>
  )
}

type FormProps = Omit<RecipeDialogProps, 'opened'>

function Loaded(props: FormProps) {
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.releases.recipeChoices.queryOptions({ productId: props.productId }))
  if (error) return <ErrorNotice error={error} />
  return data ? <RecipeForm {...props} choices={data} /> : <Skeleton height={420} />
}

function RecipeForm({ productId, recipe, choices, onClose }: FormProps & Readonly<{ choices: RecipeChoices }>) {
  const { t } = useTranslation(['releases', 'designFiles'])
  const format = useFormat()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(() => (recipe ? draftOf(recipe) : emptyDraft(choices)))
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.releases.pathKey() })
    onClose()
  }
  const create = useMutation(trpc.releases.createRecipe.mutationOptions({ onSuccess }))
  const edit = useMutation(trpc.releases.editRecipe.mutationOptions({ onSuccess }))
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next })
  if (choices.sets.length === 0) return <Text>{t('releases:recipe.noSets')}</Text>
  const files = choices.sets.find(({ id }) => id === draft.setId)?.files ?? {}
  const named = (name: string, letter: string | null) =>
    letter === null ? t('releases:recipe.unreleased', { name }) : t('releases:recipe.option', { name, letter })
  const none = { value: '', label: t('releases:recipe.none') }
  const ready =
    (draft.name.en.trim() !== '' || draft.name.zh.trim() !== '') &&
    (draft.partnerOrgId !== '' || draft.recipientName.trim() !== '') &&
    (draft.parts.length > 0 || draft.bomId !== '' || draft.specId !== '')
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const typed = typedRecipe(draft)
        if (recipe) edit.mutate({ recipeId: recipe.id, version: recipe.version, ...typed })
        else create.mutate({ productId, ...typed })
      }}
    >
      <Stack>
        <NativeSelect
          label={t('releases:recipe.kind')}
          value={draft.kind}
          data={recipientKinds.map((kind) => ({ value: kind, label: t(`releases:kind.${kind}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const kind = recipientKinds.find((each) => each === value)
            if (kind) setDraft(withKind(draft, kind, choices))
          }}
        />
        <Columns narrow>
          {(['en', 'zh'] as const).map((language) => (
            <TextInput
              key={language}
              label={t(language === 'en' ? 'releases:recipe.nameEn' : 'releases:recipe.nameZh')}
              lang={language === 'en' ? 'en' : 'zh-CN'}
              maxLength={longestName}
              data-autofocus={language === 'en' || undefined}
              value={draft.name[language]}
              onChange={({ currentTarget: { value } }) => change({ name: { ...draft.name, [language]: value } })}
            />
          ))}
        </Columns>
        <NativeSelect
          label={t('releases:recipe.recipient')}
          value={draft.partnerOrgId}
          data={[
            { value: '', label: t('releases:recipe.someoneElse') },
            ...choices.partners.map((partner) => ({ value: partner.id, label: format.org(partner) })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ partnerOrgId: value })}
        />
        {draft.partnerOrgId === '' && (
          <Columns narrow>
            <TextInput
              label={t('releases:recipe.recipientName')}
              maxLength={longestName}
              value={draft.recipientName}
              onChange={({ currentTarget: { value } }) => change({ recipientName: value })}
            />
            <TextInput
              label={t('releases:recipe.contact')}
              maxLength={longestContact}
              value={draft.contact}
              onChange={({ currentTarget: { value } }) => change({ contact: value })}
            />
          </Columns>
        )}
        <NativeSelect
          label={t('releases:recipe.set')}
          value={draft.setId}
          data={choices.sets.map(({ id, number, name, letter }) => ({
            value: id,
            label: t(letter === null ? 'releases:recipe.setUnreleased' : 'releases:recipe.setOption', {
              ...{ number, name: format.text(name), letter: letter ?? '' },
            }),
          }))}
          onChange={({ currentTarget: { value } }) => change({ setId: value })}
        />
        <fieldset className={classes.parts}>
          <legend className={classes.legend}>{t('releases:recipe.parts')}</legend>
          {packageParts.map((part) => (
            <Checkbox
              key={part}
              label={t('releases:recipe.partCount', {
                part: part === 'stencil' ? t('releases:part.stencil') : t(`designFiles:kind.${part}`),
                count: files[part] ?? 0,
              })}
              checked={draft.parts.includes(part)}
              onChange={({ currentTarget: { checked } }) =>
                change({ parts: packageParts.filter((each) => (each === part ? checked : draft.parts.includes(each))) })
              }
            />
          ))}
        </fieldset>
        <Columns narrow>
          <NativeSelect
            label={t('releases:recipe.bom')}
            value={draft.bomId}
            data={[
              none,
              ...choices.boms.map(({ id, name, letter }) => ({ value: id, label: named(format.text(name), letter) })),
            ]}
            onChange={({ currentTarget: { value } }) => change({ bomId: value })}
          />
          <NativeSelect
            label={t('releases:recipe.spec')}
            value={draft.specId}
            data={[
              none,
              ...choices.specs.map(({ id, number, name, letter }) => ({
                value: id,
                label: named(`${number} ${format.text(name)}`, letter),
              })),
            ]}
            onChange={({ currentTarget: { value } }) => change({ specId: value })}
          />
        </Columns>
        <Checkbox
          label={t('releases:recipe.watermark')}
          checked={draft.watermark}
          onChange={({ currentTarget: { checked } }) => change({ watermark: checked })}
        />
        <ErrorNotice error={create.error ?? edit.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={create.isPending || edit.isPending} disabled={!ready}>
            {t('releases:recipe.save')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
