'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { isObject, uploadFile } from '@/app/_lib/upload'
import { MAX_FILE_BYTES, MAX_FILE_MB } from '@/server/kernel/workbook-limits'
import classes from './placements.module.css'

type Props = Readonly<{ bomId: string; onUploaded: () => void }>

/** Where a pick-and-place file is dropped or chosen. */
export function UploadZone({ bomId, onUploaded }: Props) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const upload = useMutation({
    mutationFn: (file: File) =>
      uploadFile(paths.files.uploadPlacements(), file, { query: { bom: bomId }, onProgress: () => undefined }),
    onSuccess: async (made) => {
      const count = isObject(made) && typeof made.placements === 'number' ? made.placements : 0
      notify({ message: t('pnp.uploaded', { count }) })
      if (isObject(made) && made.unitAssumed === true) notify({ message: t('pnp.unitAssumed') })
      onUploaded()
      await client.invalidateQueries({ queryKey: trpc.boms.pathKey() })
    },
  })
  const take = (file: File | undefined) => {
    if (!file || upload.isPending) return
    setTooLarge(file.size > MAX_FILE_BYTES ? file.name : null)
    if (file.size <= MAX_FILE_BYTES) upload.mutate(file)
  }
  return (
    <>
      {/* Dropping is a shortcut; the button does the same for everyone. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={`${classes.zone} no-print`}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files[0])
        }}
      >
        <Button loading={upload.isPending} onClick={() => input.current?.click()}>
          {t('pnp.choose')}
        </Button>
        <span className={classes.words} aria-live="polite">
          {upload.isPending
            ? t('pnp.reading', { name: upload.variables.name })
            : t('pnp.limits', { most: MAX_FILE_MB })}
        </span>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.pos,.mnt,.mnb,.xlsx,.xls,.ods"
          aria-label={t('pnp.choose')}
          data-testid="placement-file"
          onChange={(event) => {
            take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {tooLarge !== null && (
        <p role="alert" className={classes.refusal}>
          {t('pnp.tooLarge', { name: tooLarge, most: MAX_FILE_MB })}
        </p>
      )}
      <ErrorNotice error={upload.error} />
    </>
  )
}
