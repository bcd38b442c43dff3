'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Stack } from '@/app/_components/ui/layout'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import { itemKinds, type ItemKind } from '@/server/domains/changes/lifecycle'
import { isBlank } from '@/server/kernel/bilingual'
import { BilingualField } from './bilingual-field'
import { useChanged } from './use-changed'
import classes from './form.module.css'

export type ItemDialogProps = Readonly<{ changeId: string; opened: boolean; onClose: () => void }>

/** Lists a document, firmware or fixture that changes with the BOM. */
export function ItemDialog({ changeId, opened, onClose }: ItemDialogProps) {
  const { t } = useTranslation('changes')
  const locale = useLocale()
  const trpc = useTRPC()
  const [kind, setKind] = useState<ItemKind>('document')
  const [name, setName] = useState({ en: '', zh: '' })
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const add = useMutation(trpc.changes.addItem.mutationOptions({ onSuccess: useChanged(onClose) }))
  return (
    <Dialog opened={opened} onClose={onClose} title={t('content.itemTitle')}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ changeId, kind, name: { ...name, source: locale }, before, after })
        }}
      >
        <Stack>
          <ErrorNotice error={add.error} />
          <NativeSelect
            label={t('content.itemKind')}
            value={kind}
            onChange={(event) => setKind(itemKinds.find((each) => each === event.currentTarget.value) ?? kind)}
            data={itemKinds.map((each) => ({ value: each, label: t(`item.${each}`) }))}
          />
          <BilingualField
            legend={t('content.itemName')}
            label={(language) => t(`content.itemNameIn.${language}`)}
            value={name}
            onChange={setName}
          />
          <div className={classes.pair}>
            <TextInput
              label={t('content.versionBefore')}
              value={before}
              maxLength={60}
              onChange={(event) => setBefore(event.currentTarget.value)}
            />
            <TextInput
              label={t('content.versionAfter')}
              value={after}
              maxLength={60}
              onChange={(event) => setAfter(event.currentTarget.value)}
            />
          </div>
          <DialogActions onClose={onClose}>
            <Button type="submit" loading={add.isPending} disabled={isBlank(name)}>
              {t('dialog.save')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}
