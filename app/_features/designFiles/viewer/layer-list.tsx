'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { colourOf, isOnSheet } from '@/server/domains/designFiles/painting/layer-stack'
import type { BoardLayer } from './board-layers'
import classes from './layer-list.module.css'

type Props = Readonly<{
  layers: readonly BoardLayer[]
  shown: ReadonlySet<string>
  /** Files whose layers could not be drawn. */
  failed: readonly string[]
  onShown: (keys: ReadonlySet<string>) => void
}>

/** The layers of a board with their colours; each is switched on and off. */
export function LayerList({ layers, shown, failed, onShown }: Props) {
  const { t } = useTranslation('designViewer')
  const roleName = useRoleName()
  const all = layers.every(({ key }) => shown.has(key))
  return (
    <section className={classes.layers} aria-label={t('view.layers')}>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('view.layers')}</h2>
        {layers.length > 1 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => onShown(new Set(all ? [] : layers.map(({ key }) => key)))}
          >
            {t(all ? 'view.showNone' : 'view.showAll')}
          </Button>
        )}
      </header>
      <ul className={classes.list}>
        {layers.map((layer, index) => {
          const { key, name, role, prepared } = layer
          const note = failed.includes(layer.fileId)
            ? t('view.drawError')
            : prepared && prepared.box === null
              ? t('view.emptyLayer')
              : null
          return (
            <li key={key} className={classes.layer} title={name}>
              <input
                id={`layer-${index}`}
                type="checkbox"
                checked={shown.has(key)}
                onChange={({ currentTarget: { checked } }) => {
                  const next = new Set(shown)
                  if (checked) next.add(key)
                  else next.delete(key)
                  onShown(next)
                }}
              />
              <span className={classes.swatch} style={{ background: colourOf(role) }} aria-hidden />
              <label htmlFor={`layer-${index}`} className={classes.words}>
                {roleName(layer)}
                <span className={classes.name}>
                  {name}
                  {note && <em> · {note}</em>}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What a layer is, in the reader's words: `Copper · inner 2`. */
export function useRoleName(): (layer: Pick<BoardLayer, 'role' | 'plated'>) => string {
  const { t } = useTranslation(['designReading', 'designViewer'])
  return ({ role: { type, side, order }, plated }) => {
    if (isOnSheet(type)) return t(`designViewer:view.part.${type}`)
    const place =
      side === 'inner' && order !== null
        ? t('designViewer:view.innerNo', { n: order })
        : side && t(`designReading:side.${side}`)
    const through = plated === null ? null : t(plated ? 'designViewer:view.plated' : 'designViewer:view.nonPlated')
    return [t(`designReading:layer.${type}`), place, through].filter(Boolean).join(' · ')
  }
}
