'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignSetView } from '@/server/domains/designFiles/queries/get-set'
import { longestName } from '@/server/domains/designFiles/rules/design-file'

type Named = Pick<DesignSetView, 'id' | 'version' | 'name'>
/** `set` where one is renamed; without, a new one is made. */
export type NameDialogProps = Readonly<{ productId: string; set?: Named; opened: boolean; onClose: () => void }>

/** What a design set is called, in one language or both. */
export function NameDialog({ opened, onClose, ...given }: NameDialogProps) {
  const { t } = useTranslation('designFiles')
  return (
    <DialogOpened opened={opened} onClose={onClose} title={t(given.set ? 'name.rename' : 'list.new')}>
      <NameForm {...given} onClose={onClose} />
    </DialogOpened>
  )
}

function NameForm({ productId, set, onClose }: Omit<NameDialogProps, 'opened'>) {
  const { t } = useTranslation(['designFiles', 'common'])
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [name, setName] = useState({ en: set?.name.en ?? '', zh: set?.name.zh ?? '' })
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.designFiles.pathKey() })
  const create = useMutation(
    trpc.designFiles.createSet.mutationOptions({
      onSuccess: async ({ setId }) => {
        router.push(paths.design(productId, setId))
        await refresh()
      },
    }),
  )
  const rename = useMutation(
    trpc.designFiles.renameSet.mutationOptions({
      onSuccess: async () => {
        await refresh()
        onClose()
      },
    }),
  )
  const pending = create.isPending || rename.isPending
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        if (set) rename.mutate({ setId: set.id, version: set.version, name })
        else create.mutate({ productId, name })
      }}
    >
      <Stack>
        <Columns narrow>
          {(['en', 'zh'] as const).map((language) => (
            <TextInput
              key={language}
              label={t(`designFiles:name.${language}`)}
              lang={language === 'en' ? 'en' : 'zh-CN'}
              maxLength={longestName}
              data-autofocus={language === 'en' || undefined}
              value={name[language]}
              onChange={(event) => setName({ ...name, [language]: event.currentTarget.value })}
            />
          ))}
        </Columns>
        <ErrorNotice error={create.error ?? rename.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={pending} disabled={name.en.trim() === '' && name.zh.trim() === ''}>
            {t(set ? 'common:actions.save' : 'designFiles:name.create')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
