import { useId, type CSSProperties } from 'react'
import { sizeOf, variables } from './style-props'

type Props<V extends string> = Readonly<{
  value: V
  data: readonly Readonly<{ value: V; label: string }>[]
  onChange: (value: V) => void
  size?: 'xs' | 'sm'
  style?: CSSProperties
  'aria-label'?: string
  'aria-labelledby'?: string
}>

/** One of a few, all of them seen. */
export function SegmentedControl<V extends string>({ value, data, onChange, size, style, ...named }: Props<V>) {
  const name = useId()
  return (
    <div
      className="m_cf365364"
      style={{
        ...variables({
          '--sc-shadow': 'var(--mantine-shadow-xs)',
          '--sc-padding': sizeOf('sc-padding', size),
          '--sc-font-size': sizeOf('mantine-font-size', size),
        }),
        ...style,
      }}
      data-with-items-borders
      role="radiogroup"
      {...named}
    >
      {data.map((each) => {
        const active = each.value === value || undefined
        const id = `${name}-${each.value}`
        return (
          <div key={each.value} className="m_69686b9b" data-active={active}>
            <input
              className="m_1714d588"
              type="radio"
              id={id}
              data-focus-ring="auto"
              name={name}
              checked={each.value === value}
              value={each.value}
              onChange={() => onChange(each.value)}
            />
            <label className="m_1738fcb2" data-active={active} htmlFor={id}>
              <span className="m_78882f40">{each.label}</span>
            </label>
          </div>
        )
      })}
    </div>
  )
}
