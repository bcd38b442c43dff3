'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import type { ImportTemplate } from '../types'

type Props = Readonly<{
  opened: boolean
  act: 'rename' | 'delete'
  template: ImportTemplate
  onClose: () => void
}>

export function ManageTemplate({ opened, act, template, onClose }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [name, setName] = useState(template.name)
  const done = {
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.boms.listImportTemplates.queryKey() })
      onClose()
    },
  }
  const rename = useMutation(trpc.boms.renameImportTemplate.mutationOptions(done))
  const remove = useMutation(trpc.boms.deleteImportTemplate.mutationOptions(done))
  const { id: templateId, version } = template
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`import.template.${act}`)}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          if (act === 'rename') rename.mutate({ templateId, version, name })
          else remove.mutate({ templateId, version })
        }}
      >
        <Stack gap="sm">
          {act === 'rename' ? (
            <TextInput
              label={t('import.template.name')}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          ) : (
            <Text>{t('import.template.deleteAsk', { name: template.name })}</Text>
          )}
          <ErrorNotice error={act === 'rename' ? rename.error : remove.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button
              type="submit"
              {...(act === 'delete' && { color: 'red' })}
              loading={rename.isPending || remove.isPending}
              disabled={act === 'rename' && name.trim() === ''}
            >
              {act === 'rename' ? t('common:actions.save') : t('import.template.delete')}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  )
}
