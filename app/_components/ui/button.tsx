import type { ComponentPropsWithRef, CSSProperties, ElementType, ReactNode } from 'react'
import {
  classesOf,
  fontSize,
  sizeOf,
  styled,
  surface,
  variables,
  type Color,
  type Length,
  type StyleProps,
  type Variant,
} from './style-props'

/** An element or a component that is rendered instead, with its own properties. */
export type As<C extends ElementType, P> = P & { component?: C } & Omit<ComponentPropsWithRef<C>, keyof P | 'component'>

type Look = StyleProps &
  Readonly<{
    variant?: Variant | undefined
    color?: Color | undefined
    size?: Length | undefined
    disabled?: boolean | undefined
    loading?: boolean | undefined
    className?: string | undefined
    style?: CSSProperties | undefined
    children?: ReactNode
  }>

const typeOf = (element: ElementType) => (element === 'button' ? { type: 'button' as const } : {})

/** A button without any look of its own. */
export function UnstyledButton({ className, ...props }: ComponentPropsWithRef<'button'>) {
  return <button type="button" className={classesOf('mantine-focus-auto m_87cf2631', className)} {...props} />
}

export function Loader({ size, color, className, ...props }: LoaderProps) {
  const style = variables({ '--loader-size': loaderSize(size), '--loader-color': color })
  return <span className={classesOf('m_b34414df m_5ae2e3c', className)} style={style} {...props} />
}
type LoaderProps = Omit<ComponentPropsWithRef<'span'>, 'color'> & { size?: Length; color?: string }
const loaderSize = (size: Length | undefined) =>
  typeof size === 'string' && size.startsWith('calc') ? size : sizeOf('loader-size', size)

const busy = (className: string, size: string, color: string, transform: string) => (
  <span className={className} style={{ transform }} aria-hidden>
    <Loader color={color} size={size} />
  </span>
)

export type ButtonProps = Look & Readonly<{ leftSection?: ReactNode; rightSection?: ReactNode; fullWidth?: boolean }>

export function Button<C extends ElementType = 'button'>(props: As<C, ButtonProps>) {
  const {
    component,
    variant,
    color,
    size,
    disabled,
    loading,
    className,
    children,
    leftSection,
    rightSection,
    ...more
  } = props as As<'button', ButtonProps> & { component?: ElementType }
  const { fullWidth, ...others } = more
  const colors = surface(variant ?? 'filled', color)
  const named = variant !== undefined || color !== undefined
  const { style, rest } = styled(
    others,
    variables({
      '--button-height': sizeOf('button-height', size),
      '--button-padding-x': sizeOf('button-padding-x', size),
      '--button-fz': size === undefined ? undefined : fontSize(String(size).replace('compact-', '')),
      '--button-bg': named ? colors.bg : undefined,
      '--button-hover': named ? colors.hover : undefined,
      '--button-color': colors.color,
      '--button-bd': named ? colors.bd : undefined,
    }),
  )
  const Element: ElementType = component ?? 'button'
  const off = disabled || loading
  return (
    <Element
      {...typeOf(Element)}
      disabled={off || undefined}
      data-variant={variant}
      data-disabled={disabled || undefined}
      data-loading={loading || undefined}
      data-block={fullWidth || undefined}
      data-with-left-section={Boolean(leftSection) || undefined}
      data-with-right-section={Boolean(rightSection) || undefined}
      {...rest}
      className={classesOf('mantine-focus-auto', !off && 'mantine-active', 'm_77c9d27d m_87cf2631', className)}
      style={style}
    >
      {loading &&
        busy(
          'm_a25b86ee',
          'calc(var(--button-height) / 1.8)',
          'var(--button-color)',
          'translate(-50%, calc(-50% + 1px))',
        )}
      <span className="m_80f1301b">
        {leftSection && (
          <span className="m_a74036a" data-position="left">
            {leftSection}
          </span>
        )}
        <span className="m_811560b9" data-loading={loading || undefined}>
          {children}
        </span>
        {rightSection && (
          <span className="m_a74036a" data-position="right">
            {rightSection}
          </span>
        )}
      </span>
    </Element>
  )
}

/** A button that shows an icon; it needs an `aria-label`. */
export function ActionIcon<C extends ElementType = 'button'>(props: As<C, Look>) {
  const { component, variant, color, size, disabled, loading, className, children, ...others } = props as As<
    'button',
    Look
  > & { component?: ElementType }
  const colors = surface(variant ?? 'filled', color)
  const named = variant !== undefined || color !== undefined
  const { style, rest } = styled(
    others,
    variables({
      '--ai-size': sizeOf('ai-size', size),
      '--ai-bg': named ? colors.bg : undefined,
      '--ai-hover': named ? colors.hover : undefined,
      '--ai-color': colors.color,
      '--ai-bd': named ? colors.bd : undefined,
    }),
  )
  const Element: ElementType = component ?? 'button'
  const off = disabled || loading
  return (
    <Element
      {...typeOf(Element)}
      disabled={off || undefined}
      aria-busy={loading || undefined}
      data-variant={variant}
      data-disabled={disabled || undefined}
      data-loading={loading || undefined}
      {...rest}
      className={classesOf('mantine-focus-auto', !off && 'mantine-active', 'm_8d3f4000 m_87cf2631', className)}
      style={style}
    >
      {loading && busy('m_302b9fb1', 'calc(var(--ai-size) * 0.55)', 'var(--ai-color)', 'translateY(0)')}
      <span className="m_8d3afb97" data-loading={loading || undefined}>
        {children}
      </span>
    </Element>
  )
}

const cross =
  'M11.7816 4.03157C12.0062 3.80702 12.0062 3.44295 11.7816 3.2184C11.5571 2.99385 11.193 2.99385 10.9685 3.2184L7.50005 6.68682L4.03164 3.2184C3.80708 2.99385 3.44301 2.99385 3.21846 3.2184C2.99391 3.44295 2.99391 3.80702 3.21846 4.03157L6.68688 7.49999L3.21846 10.9684C2.99391 11.193 2.99391 11.557 3.21846 11.7816C3.44301 12.0061 3.80708 12.0061 4.03164 11.7816L7.50005 8.31316L10.9685 11.7816C11.193 12.0061 11.5571 12.0061 11.7816 11.7816C12.0062 11.557 12.0062 11.193 11.7816 10.9684L8.31322 7.49999L11.7816 4.03157Z'

/** The cross that takes something away; it needs an `aria-label`. */
export function CloseButton({ size, className, ...props }: ComponentPropsWithRef<'button'> & { size?: Length }) {
  const side = 'var(--cb-icon-size, 70%)'
  return (
    <button
      type="button"
      data-variant="subtle"
      {...props}
      className={classesOf('mantine-focus-auto mantine-active m_220c80f2 m_86a44da5 m_87cf2631', className)}
      style={variables({ '--cb-size': sizeOf('cb-size', size) })}
    >
      <svg viewBox="0 0 15 15" fill="none" xmlns="http://www.w3.org/2000/svg" style={{ width: side, height: side }}>
        <path d={cross} fill="currentColor" fillRule="evenodd" clipRule="evenodd" />
      </svg>
    </button>
  )
}
