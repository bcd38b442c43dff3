import type { CSSProperties } from 'react'

/** A step of the scale, pixels, or any CSS length. */
export type Length = 'xs' | 'sm' | 'md' | 'lg' | 'xl' | number | (string & {})
export type Color = 'celadon' | 'gray' | 'red' | 'yellow'

export type StyleProps = Readonly<{
  m?: Length
  mt?: Length
  mb?: Length
  my?: Length
  p?: Length
  px?: Length
  py?: Length
  c?: string
  bg?: string
  fz?: Length
  fw?: CSSProperties['fontWeight']
  ta?: CSSProperties['textAlign']
  tt?: CSSProperties['textTransform']
  w?: Length
  h?: Length
  miw?: Length
  maw?: Length
  mih?: Length
  flex?: CSSProperties['flex']
  display?: CSSProperties['display']
}>

const steps = new Set<unknown>(['xs', 'sm', 'md', 'lg', 'xl'])

/** Pixels as the root's font size and the scale of the theme make them. */
export const rem = (value: Length): string =>
  typeof value === 'number' ? (value === 0 ? '0rem' : `calc(${value / 16}rem * var(--mantine-scale))`) : value

/** A variable of the theme for a step, else a length. */
export const stepOf = (prefix: string, value: Length): string =>
  steps.has(value) ? `var(--${prefix}-${value})` : rem(value)

/** The same for sizes that each component names its own, such as `compact-sm`. */
export const sizeOf = (prefix: string, value: Length | undefined): string | undefined =>
  value === undefined ? undefined : typeof value === 'number' ? rem(value) : `var(--${prefix}-${value})`

export const spacing = (value: Length) => stepOf('mantine-spacing', value)
export const fontSize = (value: Length) => stepOf('mantine-font-size', value)
const color = (value: string) => (value === 'dimmed' ? 'var(--mantine-color-dimmed)' : value)

/** CSS custom properties of one element; those without a value are left out. */
export const variables = (values: Readonly<Record<`--${string}`, string | number | undefined>>): CSSProperties => values

/**
 * Takes the short style properties out of a component's properties: `style` is what they, the component's own `own` and
 * a `style` given by hand come to; `rest` is what remains.
 */
export function styled<P extends StyleProps & { style?: CSSProperties | undefined }>(
  props: P,
  own: CSSProperties = {},
) {
  const { m, mt, mb, my, p, px, py, c, bg, fz, fw, ta, tt, w, h, miw, maw, mih, flex, display, style, ...rest } = props
  const all: CSSProperties = { ...own, ...style }
  if (m !== undefined) all.margin = spacing(m)
  if (my !== undefined) all.marginBlock = spacing(my)
  if (mt !== undefined) all.marginTop = spacing(mt)
  if (mb !== undefined) all.marginBottom = spacing(mb)
  if (p !== undefined) all.padding = spacing(p)
  if (px !== undefined) all.paddingInline = spacing(px)
  if (py !== undefined) all.paddingBlock = spacing(py)
  if (c !== undefined) all.color = color(c)
  if (bg !== undefined) all.background = bg
  if (fz !== undefined) all.fontSize = fontSize(fz)
  if (fw !== undefined) all.fontWeight = fw
  if (ta !== undefined) all.textAlign = ta
  if (tt !== undefined) all.textTransform = tt
  if (w !== undefined) all.width = spacing(w)
  if (h !== undefined) all.height = spacing(h)
  if (miw !== undefined) all.minWidth = spacing(miw)
  if (maw !== undefined) all.maxWidth = spacing(maw)
  if (mih !== undefined) all.minHeight = spacing(mih)
  if (flex !== undefined) all.flex = flex
  if (display !== undefined) all.display = display
  return { style: all, rest }
}

export const classesOf = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ')

export type Variant = 'filled' | 'light' | 'subtle' | 'default'

/** Colours of a surface that can be pressed or says something, by variant, as variables of the theme. */
export function surface(variant: Variant, color: Color = 'celadon') {
  const named = (part: string) => `var(--mantine-color-${color}-${part})`
  const line = (colour: string) => `${rem(1)} solid ${colour}`
  switch (variant) {
    case 'filled':
      return {
        bg: named('filled'),
        hover: named('filled-hover'),
        color: 'var(--mantine-color-white)',
        bd: line('transparent'),
      }
    case 'light':
      return {
        bg: named('light'),
        hover: named('light-hover'),
        color: named('light-color'),
        bd: line('transparent'),
      }
    case 'subtle':
      return { bg: 'transparent', hover: named('light-hover'), color: named('light-color'), bd: line('transparent') }
    case 'default':
      return {
        bg: 'var(--mantine-color-default)',
        hover: 'var(--mantine-color-default-hover)',
        color: 'var(--mantine-color-default-color)',
        bd: line('var(--mantine-color-default-border)'),
      }
  }
}
