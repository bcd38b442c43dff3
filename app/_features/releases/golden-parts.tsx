'use client'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Hash } from '@/app/_components/hash'
import { useFormat } from '@/app/_lib/format'
import type { GoldenView } from '@/server/domains/releases/queries/get-golden'
import { goldenPartKinds, type GoldenPartKind } from '@/server/domains/releases/rules/golden-parts'
import { ChooseParts } from './choose-parts'
import classes from './package-page.module.css'

/** What a golden package is made of; in a draft each part can be chosen anew. */
export function GoldenParts({ data }: { data: GoldenView }) {
  const { t } = useTranslation('releases')
  const lines = usePartLines(data)
  if (data.candidates && data.mayEdit) return <ChooseParts data={data} candidates={data.candidates} />
  return (
    <Panel title={t('golden.parts')}>
      <div className={classes.parts}>
        {goldenPartKinds.map((kind) => (
          <section key={kind} className={classes.part}>
            <h3>{t(`goldenPart.${kind}`)}</h3>
            {lines(kind).length === 0 ? (
              <span className={classes.none}>{t('golden.none')}</span>
            ) : (
              <ul>
                {lines(kind).map(({ key, words, hash }) => (
                  <li key={key}>
                    <span>{words}</span>
                    <Hash sha256={hash} name={words} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </Panel>
  )
}

type Line = Readonly<{ key: string; words: string; hash: string }>

/** A line for each release, build or file of a part. */
function usePartLines({ parts }: GoldenView): (kind: GoldenPartKind) => readonly Line[] {
  const { t } = useTranslation('releases')
  const format = useFormat()
  type Release = NonNullable<GoldenView['parts']['spec']>
  const release = ({ revisionId, number, name, letter, hash }: Release, more = ''): Line => ({
    ...{ key: revisionId, hash },
    words: t('golden.release', { name: `${number} ${format.text(name)}${more}`.trim(), letter }),
  })
  return (kind) => {
    switch (kind) {
      case 'spec':
        return parts.spec ? [release(parts.spec)] : []
      case 'bom':
        return parts.bom ? [release(parts.bom, parts.bom.variant ? ` · ${parts.bom.variant}` : '')] : []
      case 'designs':
        return parts.designs.map((design) => release(design))
      case 'firmware':
        return parts.firmware.map(({ buildId, number, name, version, board, hash }) => ({
          ...{ key: buildId, hash },
          words: t('golden.firmware', { name: `${number} ${format.text(name)}`, version, board }),
        }))
      case 'testPlans':
      case 'artwork':
        return parts[kind].map(({ fileId, name, set, letter, hash }) => ({
          ...{ key: fileId, hash },
          words: t('golden.release', { name: `${name} · ${set}`, letter }),
        }))
    }
  }
}
