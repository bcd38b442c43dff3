'use client'
import { IconPlus, IconUnlink } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Kbd } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { Reasons } from './doubt-text'
import classes from './match.module.css'
import type { MatchedLine } from './use-matching'

type Props = Readonly<{
  line: MatchedLine
  place: Readonly<{ productId: string; bomId: string }>
  draft: boolean
  busy: boolean
  onLink: (partId: string | null) => void
  onCreate: () => void
}>

/** One line beside the parts it may be. */
export function MatchLine({ line, place, draft, busy, onLink, onCreate }: Props) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const { part, candidates } = line
  return (
    <>
      <div className={classes.words}>
        <Link className={`${classes.refs} ${classes.link}`} href={paths.bomLine(place.productId, place.bomId, line.id)}>
          <span>
            <span className={classes.faint}>{line.position}</span>{' '}
            <span className="mono">{line.refs || line.name || t('match.lineFacts', { position: line.position })}</span>
          </span>
        </Link>
        <span>
          {[line.value, line.package || line.footprint, format.text(line.description)].filter(Boolean).join(' · ')}
        </span>
        <span className={classes.faint}>
          {[line.ipn, line.cpn, [line.mpn, line.manufacturer].filter(Boolean).join(' '), line.supplierPart]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <div className={classes.candidates}>
        {part && (
          <div className={classes.candidate}>
            <span className={classes.part}>
              <span className={classes.name}>
                <span className="mono">{part.number}</span> {format.text(part.name)}
              </span>
              <span className={classes.faint}>{[part.value, part.package].filter(Boolean).join(' · ')}</span>
            </span>
            {draft && (
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy}
                leftSection={<IconUnlink size={15} aria-hidden />}
                onClick={() => onLink(null)}
              >
                {t('match.unlink')}
              </Button>
            )}
          </div>
        )}
        {candidates.length > 0 && (
          <ol className={classes.candidates}>
            {candidates.map((candidate, index) => (
              <li key={candidate.partId} className={classes.candidate}>
                <span className={classes.part}>
                  <span className={classes.name}>
                    <Kbd size="xs" aria-hidden>
                      {index + 1}
                    </Kbd>{' '}
                    <span className="mono">{candidate.part.number}</span> {format.text(candidate.part.name)}
                  </span>
                  <span className={classes.faint}>
                    {[candidate.part.value, candidate.part.package, candidate.part.sources[0]?.mpn]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  <Reasons candidate={candidate} />
                </span>
                {draft && (
                  <Button
                    size="compact-sm"
                    variant={candidate.confidence === 'exact' ? 'filled' : 'default'}
                    disabled={busy}
                    aria-label={`${t('match.link')}: ${candidate.part.number}`}
                    onClick={() => onLink(candidate.partId)}
                  >
                    {t('match.link')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
        {!part && draft && (
          <div className={classes.foot}>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={busy}
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={onCreate}
            >
              {t('match.create')}
            </Button>
          </div>
        )}
      </div>
    </>
  )
}
