'use client'
import { useMutation } from '@tanstack/react-query'
import { IconFileUpload } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { Progress } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import classes from './drop-zone.module.css'
import { PasteTable } from './paste-table'
import { uploadBom } from './upload'

const accepted = '.csv,.tsv,.txt,.bom,.xlsx,.xlsm,.xls,.ods,.xml,.net,.htm,.html'
const sample = '/samples/door-sensor-bom.csv'

type Props = Readonly<{ productId: string; bomId?: string | null; offerSample?: boolean }>

/** Where a BOM file is dropped or chosen; leads to its preview. */
export function DropZone({ productId, bomId = null, offerSample = false }: Props) {
  const { t } = useTranslation(['boms'])
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [share, setShare] = useState(0)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const upload = useMutation({
    mutationFn: (file: File) => uploadBom(file, { productId, bomId }, setShare),
    onSuccess: (importId) => router.push(paths.bomImport(productId, importId)),
  })
  const trySample = useMutation({
    mutationFn: async () => {
      const answer = await fetch(sample)
      if (!answer.ok) throw new Error('sample missing')
      return new File([await answer.blob()], 'door-sensor-bom.csv')
    },
    onSuccess: (file) => take(file),
  })
  const take = (file: File | undefined) => {
    if (!file || upload.isPending) return
    upload.reset()
    setShare(0)
    setTooLarge(file.size > MAX_FILE_BYTES ? file.name : null)
    if (file.size <= MAX_FILE_BYTES) upload.mutate(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  const busy = upload.isPending || upload.isSuccess
  return (
    <div className={classes.whole}>
      {/* Dropping is a shortcut; the button below does the same for everyone. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classes.zone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconFileUpload size={30} stroke={1.4} aria-hidden className={classes.icon} />
        {busy ? (
          <output className={classes.progress}>
            <span>
              {upload.isSuccess || share === 1
                ? t('import.reading')
                : t('import.uploading', { name: upload.variables?.name })}
            </span>
            <Progress value={share * 100} aria-label={t('import.uploading', { name: upload.variables?.name })} />
          </output>
        ) : (
          <>
            <p className={classes.call}>{t('import.drop')}</p>
            <div className={classes.buttons}>
              <Button onClick={() => input.current?.click()}>{t('import.choose')}</Button>
              {offerSample && (
                <Button variant="default" onClick={() => trySample.mutate()} loading={trySample.isPending}>
                  {t('empty.sample')}
                </Button>
              )}
            </div>
            <p className={classes.limits}>{t('import.limits')}</p>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept={accepted}
          aria-label={t('import.choose')}
          data-testid="bom-file"
          onChange={(event) => {
            take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {!busy && <PasteTable onFile={take} />}
      {tooLarge !== null && (
        <p role="alert" className={classes.refusal}>
          {t('import.tooLarge', { name: tooLarge })}
        </p>
      )}
      <ErrorNotice error={upload.error ?? trySample.error} />
    </div>
  )
}
