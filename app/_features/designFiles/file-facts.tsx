'use client'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import type { DesignReading, ShownFact } from '@/server/domains/designFiles/reading/summary'
import classes from './file-facts.module.css'

/** What a file says of itself, and what a person should look at before it is built from. */
export function FileFacts({ reading }: { reading: DesignReading }) {
  const { t } = useTranslation('designReading')
  const { shown, findings, more } = reading
  const told = findings.filter(({ severity }) => severity !== 'note')
  return (
    <>
      <span className={classes.facts}>{shown === null ? t(`kind.${reading.kind}`) : <Fact shown={shown} />}</span>
      {(told.length > 0 || more > 0) && (
        <ul className={classes.findings}>
          {told.map(({ code, severity, params }, index) => (
            <li key={index} data-severity={severity}>
              {t(`severity.${severity}`)} · {t(`finding.${code}`, params)}
            </li>
          ))}
          {more > 0 && <li>{t('inspect.more', { n: more })}</li>}
        </ul>
      )}
    </>
  )
}

function Fact({ shown }: { shown: ShownFact }) {
  const { t } = useTranslation('designReading')
  const format = useFormat()
  const number = format.count
  switch (shown.fact) {
    case 'board': {
      const { layers, width, height, holes } = shown
      const size = width === null || height === null ? t('inspect.noSize') : t('inspect.size', { width, height })
      return t('fact.board', { layers, size, holes: number(holes) })
    }
    case 'layer':
      return [t(`layer.${shown.type}`), shown.side && t(`side.${shown.side}`)].filter(Boolean).join(' · ')
    case 'holes':
      return t('fact.holes', { hits: number(shown.hits), slots: number(shown.slots) })
    case 'kicadBoard':
    case 'legacyBoard':
      return t('fact.kicadBoard', { footprints: number(shown.footprints), layers: shown.layers })
    case 'model':
      return t('fact.model', { solids: number(shown.solids) })
    case 'mesh':
      return t('fact.mesh', {
        triangles: number(shown.triangles),
        size: shown.size?.map((each) => String(Math.round(each * 100) / 100)).join(' × ') ?? t('inspect.noSize'),
      })
    case 'pages':
      return t('fact.pages', { pages: number(shown.pages), paper: shown.paper })
    case 'picture':
      return t('fact.picture', { width: shown.width, height: shown.height })
    case 'placements':
      return t('fact.placements', { n: number(shown.placements), top: number(shown.top), bottom: number(shown.bottom) })
    case 'members':
      return t('fact.members', { members: number(shown.members) })
  }
}
