'use client'
import { IconUpload, IconX } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { Progress } from '@/app/_components/ui/layout'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { firmwareFileRoles } from '@/server/domains/firmware/rules/firmware-file'
import { parseAddress } from './address'
import classes from './chosen-files.module.css'
import { readSignature, roleOfName, signedName, type ChosenFile } from './send-build'

type Props = Readonly<{
  files: readonly ChosenFile[]
  /** How much of each is sent, 0…1. */
  progress: Readonly<Record<string, number>>
  disabled: boolean
  onChange: (files: readonly ChosenFile[]) => void
}>

/** Files of a new build; `.sig` files beside them become their signatures. */
export function ChosenFiles({ files, progress, disabled, onChange }: Props) {
  const { t } = useTranslation('firmware')
  const size = useFileSize()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const take = async (chosen: readonly File[]) => {
    setError(null)
    try {
      onChange(await withFiles(files, chosen))
    } catch (problem) {
      setError(problem)
    }
  }
  const change = (at: number, part: Partial<ChosenFile>) =>
    onChange(files.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        void take([...event.dataTransfer.files])
      }}
    >
      <div className={classes.choose}>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconUpload size={16} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('add.choose')}
        </Button>
        <span className={classes.faint}>{t('add.chooseHint')}</span>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          data-testid="firmware-file"
          aria-label={t('add.choose')}
          onChange={({ currentTarget }) => {
            void take([...(currentTarget.files ?? [])])
            currentTarget.value = ''
          }}
        />
      </div>
      <ErrorNotice error={error} />
      {files.length > 0 && (
        <ul className={classes.list}>
          {files.map(({ file, role, address, signature }, index) => (
            <li key={file.name} className={classes.file}>
              <span className={classes.words}>
                <span className={classes.name}>{file.name}</span>
                <span className={classes.faint}>
                  {size(file.size)} · {t(signature === '' ? 'add.noSignature' : 'add.withSignature')}
                </span>
                {progress[file.name] !== undefined && (
                  <Progress
                    value={Math.floor((progress[file.name] ?? 0) * 100)}
                    aria-label={t('add.progress', { name: file.name })}
                  />
                )}
              </span>
              <NativeSelect
                size="sm"
                disabled={disabled}
                aria-label={t('add.roleOf', { name: file.name })}
                value={role}
                data={firmwareFileRoles.map((each) => ({ value: each, label: t(`role.${each}`) }))}
                onChange={({ currentTarget: { value } }) => {
                  const next = firmwareFileRoles.find((each) => each === value)
                  if (next) change(index, { role: next })
                }}
              />
              <TextInput
                size="sm"
                disabled={disabled}
                className={classes.address}
                aria-label={t('add.addressOf', { name: file.name })}
                placeholder={t('file.offset')}
                value={address}
                error={address.trim() !== '' && parseAddress(address) === null}
                onChange={(event) => change(index, { address: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                disabled={disabled}
                aria-label={t('add.remove', { name: file.name })}
                onClick={() => onChange(files.filter((_, at) => at !== index))}
              >
                <IconX size={18} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Takes files in; one of the same name takes the place of the earlier one, signatures go to what they sign. */
async function withFiles(files: readonly ChosenFile[], chosen: readonly File[]): Promise<readonly ChosenFile[]> {
  const images = chosen.filter(({ name }) => signedName(name) === null)
  const kept = files.filter(({ file }) => !images.some(({ name }) => name === file.name))
  const all = [
    ...kept,
    ...images.map((file): ChosenFile => ({ file, role: roleOfName(file.name), address: '', signature: '' })),
  ]
  const signatures = new Map<string, string>()
  for (const file of chosen) {
    const signed = signedName(file.name)
    if (signed !== null) signatures.set(signed, await readSignature(file))
  }
  return all.map((each) => ({ ...each, signature: signatures.get(each.file.name) ?? each.signature }))
}
