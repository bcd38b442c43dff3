import type { ComponentPropsWithRef, CSSProperties, ElementType, ReactNode } from 'react'
import type { As } from './button'
import {
  classesOf,
  fontSize,
  sizeOf,
  styled,
  surface,
  variables,
  type Length,
  type StyleProps,
  type Variant,
} from './style-props'

type TextProps = StyleProps &
  Readonly<{
    size?: Length | undefined
    inherit?: boolean | undefined
    className?: string | undefined
    style?: CSSProperties | undefined
    children?: ReactNode
  }>

const textVariables = (size: Length | undefined) =>
  variables({
    '--text-fz': size === undefined ? undefined : fontSize(size),
    '--text-lh': size === undefined ? undefined : `var(--mantine-line-height-${size})`,
  })

export function Text<C extends ElementType = 'p'>(props: As<C, TextProps>) {
  const { component, size, inherit, className, ...others } = props as As<'p', TextProps> & { component?: ElementType }
  const { style, rest } = styled(others, textVariables(size))
  const Element: ElementType = component ?? 'p'
  return (
    <Element
      data-inherit={inherit || undefined}
      {...rest}
      className={classesOf('mantine-focus-auto m_b6d8b162', className)}
      style={style}
    />
  )
}

type AnchorProps = TextProps & Readonly<{ underline?: 'hover' | 'always' }>

export function Anchor<C extends ElementType = 'a'>(props: As<C, AnchorProps>) {
  const { underline = 'hover', className, ...rest } = props as As<'a', AnchorProps>
  return (
    <Text component="a" {...rest} className={classesOf('m_849cf0da', className)} {...{ 'data-underline': underline }} />
  )
}

export function Title({ order, ...props }: StyleProps & ComponentPropsWithRef<'h1'> & { order: 1 | 2 | 3 }) {
  const Heading = `h${order}` as const
  const { style, rest } = styled(
    props,
    variables({
      '--title-fw': `var(--mantine-h${order}-font-weight)`,
      '--title-lh': `var(--mantine-h${order}-line-height)`,
      '--title-fz': `var(--mantine-h${order}-font-size)`,
    }),
  )
  return <Heading data-order={order} {...rest} className={classesOf('m_8a5d1357', rest.className)} style={style} />
}

/** A word on a coloured ground. */
export function Badge({ variant, ...props }: StyleProps & ComponentPropsWithRef<'div'> & { variant: Variant }) {
  const { bg, color, bd } = surface(variant)
  const { style, rest } = styled(props, {
    // Capitals shout, and Chinese has none.
    textTransform: 'none',
    fontWeight: 600,
    ...variables({ '--badge-bg': bg, '--badge-color': color, '--badge-bd': bd }),
  })
  const { className, children, ...others } = rest
  return (
    <div data-variant={variant} {...others} className={classesOf('m_347db0ec', className)} style={style}>
      <span className="m_5add502a">{children}</span>
    </div>
  )
}

export function Kbd({ size, ...props }: ComponentPropsWithRef<'kbd'> & { size: Length }) {
  return <kbd className="m_dc6f14e2" style={variables({ '--kbd-fz': sizeOf('kbd-fz', size) })} {...props} />
}

/** Read aloud and not seen. */
export const VisuallyHidden = (props: ComponentPropsWithRef<'span'>) => <span className="m_515a97f8" {...props} />
