'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { BuildComparison } from '@/server/domains/firmware/queries/compare-builds'
import type { FirmwareBuildView } from '@/server/domains/firmware/queries/get-build'
import { hexAddress } from './address'
import classes from './comparison.module.css'
import facts from './facts.module.css'

/** Chooses the build that this one is compared with. */
export function CompareWith({ build, before }: { build: FirmwareBuildView; before: string | null }) {
  const { t } = useTranslation('firmware')
  const router = useRouter()
  return (
    <NativeSelect
      size="sm"
      aria-label={t('compare.with')}
      value={before ?? ''}
      data={[
        { value: '', label: t('compare.choose') },
        ...build.others.map(({ id, version }) => ({ value: id, label: version })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        router.replace(paths.firmwareBuild(build.productId, build.line.id, build.id, value || undefined), {
          scroll: false,
        })
      }
    />
  )
}

/** What changed from one build to another, file by file. */
export function Comparison({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const { data, error } = useQuery(trpc.firmware.compareBuilds.queryOptions({ before, after }))
  if (error) return <ErrorNotice error={error} />
  if (!data) return <Skeleton height={120} />
  return (
    <ul className={classes.list}>
      {data.files.map((file) => (
        <li key={`${file.role} ${file.after?.name ?? file.before?.name ?? ''}`}>
          <h3 className={classes.name}>
            {t(`role.${file.role}`)} <span>{file.after?.name ?? file.before?.name}</span>
          </h3>
          <Change file={file} />
        </li>
      ))}
    </ul>
  )
}

function Change({ file: { before, after, isSameFile, change } }: { file: BuildComparison['files'][number] }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const size = useFileSize()
  if (!before || !after) return <p className={classes.faint}>{t(before ? 'compare.removed' : 'compare.added')}</p>
  if (isSameFile) return <p className={classes.faint}>{t('compare.same')}</p>
  const grown = after.size - before.size
  const signed = (bytes: number) => `${bytes > 0 ? '+' : bytes < 0 ? '−' : '±'}${format.count(Math.abs(bytes))}`
  return (
    <>
      <p>
        {t('compare.size', { before: size(before.size), after: size(after.size), change: signed(grown) })}
        {change?.isSameImage === true && ` · ${t('compare.sameImage')}`}
      </p>
      {change && change.sizes.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('compare.section')}</th>
                <th scope="col">{t('compare.before')}</th>
                <th scope="col">{t('compare.after')}</th>
                <th scope="col">{t('compare.change')}</th>
              </tr>
            </thead>
            <tbody>
              {change.sizes.map((row) => (
                <tr key={row.name}>
                  <td className={facts.mono}>{row.name.replace(/\b(?=[0-9A-F]{8}$)/, '0x')}</td>
                  <td>{row.before === null ? '–' : format.count(row.before)}</td>
                  <td>{row.after === null ? '–' : format.count(row.after)}</td>
                  <td>{signed((row.after ?? 0) - (row.before ?? 0))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {change && change.regions.length > 0 && (
        <details className={classes.regions}>
          <summary>{t('compare.regions', { count: change.regions.length + change.moreRegions })}</summary>
          <ul>
            {change.regions.map(({ space, addr, end, kind }) => (
              <li key={`${space ?? ''} ${addr}`}>
                <span className={facts.mono}>
                  {space} {hexAddress(addr)} – {hexAddress(end - 1)}
                </span>{' '}
                {t(`compare.kind.${kind}`)}, {size(end - addr)}
              </li>
            ))}
            {change.moreRegions > 0 && <li>{t('compare.more', { count: change.moreRegions })}</li>}
          </ul>
        </details>
      )}
    </>
  )
}
