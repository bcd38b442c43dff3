/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the style sheets are written for these elements */
import type { ComponentPropsWithRef, CSSProperties, ReactNode } from 'react'
import classes from './layout.module.css'
import { classesOf, rem, spacing, stepOf, styled, variables, type Length, type StyleProps } from './style-props'

type BoxProps = StyleProps & ComponentPropsWithRef<'div'>

type GroupProps = BoxProps &
  Readonly<{
    gap?: Length
    align?: CSSProperties['alignItems']
    justify?: CSSProperties['justifyContent']
    wrap?: CSSProperties['flexWrap']
  }>

/** Side by side, on to the next line where there is no room. */
export function Group({ gap = 'md', align = 'center', justify = 'flex-start', wrap = 'wrap', ...props }: GroupProps) {
  const { style, rest } = styled(
    props,
    variables({
      '--group-gap': spacing(gap),
      '--group-align': align,
      '--group-justify': justify,
      '--group-wrap': wrap,
    }),
  )
  return <div {...rest} className={classesOf('m_4081bf90', rest.className)} style={style} />
}

/** One below the other. */
export function Stack({ gap = 'md', align = 'stretch', justify = 'flex-start', ...props }: Omit<GroupProps, 'wrap'>) {
  const { style, rest } = styled(
    props,
    variables({ '--stack-gap': spacing(gap), '--stack-align': align, '--stack-justify': justify }),
  )
  return <div {...rest} className={classesOf('m_6d731127', rest.className)} style={style} />
}

/** Two columns of equal width; `narrow` makes them one on a phone. */
export function Columns({ gap = 'md', narrow = false, ...props }: BoxProps & { gap?: Length; narrow?: boolean }) {
  const { style, rest } = styled(props, { gap: spacing(gap) })
  const className = classesOf(classes.columns, narrow && classes.narrow, rest.className)
  return <div {...rest} className={className} style={style} />
}

type SkeletonProps = Omit<BoxProps, 'children'> & Readonly<{ height?: Length; width?: Length; radius?: Length }>

/** Where something will be, in its size. */
export function Skeleton({ height, width, radius, ...props }: SkeletonProps) {
  const { style, rest } = styled(
    props,
    variables({
      '--skeleton-height': height === undefined ? undefined : rem(height),
      '--skeleton-width': width === undefined ? undefined : rem(width),
      '--skeleton-radius': radius === undefined ? undefined : stepOf('mantine-radius', radius),
    }),
  )
  // Whoever waits for a page to be drawn looks for the name.
  const className = classesOf('skeleton m_18320242', rest.className)
  return <div data-visible data-animate {...rest} className={className} style={style} />
}

export function Divider({ label, ...props }: Omit<BoxProps, 'children'> & { label?: ReactNode }) {
  const { style, rest } = styled(props)
  return (
    <div
      data-orientation="horizontal"
      data-with-label={Boolean(label) || undefined}
      role="separator"
      aria-orientation="horizontal"
      {...rest}
      className={classesOf('m_3eebeb36', rest.className)}
      style={style}
    >
      {label && <span className="m_9e365f20">{label}</span>}
    </div>
  )
}

/** How much of something is done, of a hundred. */
export function Progress({ value, 'aria-label': label }: { value: number; 'aria-label': string }) {
  return (
    <div className="m_db6d6462" style={variables({ '--progress-size': 'var(--progress-size-sm)' })}>
      <div
        className="m_2242eb65"
        style={variables({
          '--progress-section-size': `${value}%`,
          '--progress-section-color': 'var(--mantine-color-celadon-filled)',
          '--progress-label-color': 'var(--mantine-color-white)',
        })}
        aria-label={label}
        role="progressbar"
        aria-valuemax={100}
        aria-valuemin={0}
        aria-valuenow={value}
        aria-valuetext={`${value}%`}
      />
    </div>
  )
}
