'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { comparedColours } from '@/server/domains/designFiles/painting/scenes'
import classes from './overlay.module.css'

type Props = Readonly<{ mix: number; onMix: (mix: number) => void }>

/** How much of either side is seen: from 0, only before, to 1, only after. */
export function MixTools({ mix, onMix }: Props) {
  const { t } = useTranslation('designViewer')
  return (
    <div className={classes.mix}>
      {([0, 0.5, 1] as const).map((value) => (
        <Button
          key={value}
          size="compact-sm"
          variant={mix === value ? 'light' : 'subtle'}
          color={mix === value ? undefined : 'gray'}
          aria-pressed={mix === value}
          onClick={() => onMix(value)}
        >
          {t(value === 0 ? 'compare.onlyBefore' : value === 1 ? 'compare.onlyAfter' : 'compare.both')}
        </Button>
      ))}
      <input
        className={classes.slider}
        type="range"
        min={0}
        max={100}
        value={Math.round(mix * 100)}
        aria-label={t('compare.mix')}
        onChange={({ currentTarget: { value } }) => onMix(Number(value) / 100)}
      />
    </div>
  )
}

/** What the colours mean; `same` is the one that both make together. */
export function MixLegend({ same }: Readonly<{ same: string }>) {
  const { t } = useTranslation('designViewer')
  return (
    <ul className={classes.legend}>
      {(['before', 'after', 'both'] as const).map((each) => (
        <li key={each}>
          <span
            className={classes.swatch}
            style={{ background: each === 'both' ? same : comparedColours[each] }}
            aria-hidden
          />
          {t(`compare.legend.${each}`)}
        </li>
      ))}
    </ul>
  )
}
