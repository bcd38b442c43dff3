'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import type { Import } from '../types'

type Props = Readonly<{ opened: boolean; onClose: () => void; found: Import }>

/** Gives a settled reading a name, and says whose files look like this. */
export function TemplateDialog({ opened, onClose, found }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const locale = useLocale()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [partner, setPartner] = useState('')
  const parties = useQuery(trpc.products.listParties.queryOptions({ productId: found.productId }, { enabled: opened }))
  const save = useMutation(
    trpc.boms.saveImportTemplate.mutationOptions({
      onSuccess: async () => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.boms.previewImport.queryKey({ importId: found.id }) }),
          queryClient.invalidateQueries({ queryKey: trpc.boms.getImport.queryKey({ importId: found.id }) }),
          queryClient.invalidateQueries({ queryKey: trpc.boms.listImportTemplates.queryKey() }),
        ])
        onClose()
      },
    }),
  )
  const orgs = (parties.data ?? []).flatMap(({ org }) =>
    org === null
      ? []
      : [
          {
            value: org.id,
            label:
              (locale === 'zh' ? org.legalNameZh || org.legalNameEn : org.legalNameEn || org.legalNameZh) || org.id,
          },
        ],
  )
  return (
    <Dialog opened={opened} onClose={onClose} title={t('import.template.title')}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ importId: found.id, version: found.version, name, partnerOrgId: partner || null })
        }}
      >
        <Stack gap="sm">
          <Text>{t('import.template.body')}</Text>
          <TextInput
            label={t('import.template.name')}
            placeholder={t('import.template.namePlaceholder')}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {orgs.length > 0 && (
            <NativeSelect
              label={t('import.template.partner')}
              value={partner}
              data={[{ value: '', label: t('import.template.anybody') }, ...orgs]}
              onChange={(event) => setPartner(event.currentTarget.value)}
            />
          )}
          <ErrorNotice error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              {t('import.template.remember')}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  )
}
