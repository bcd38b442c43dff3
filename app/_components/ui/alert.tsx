import { useId, type ComponentPropsWithRef, type ReactNode } from 'react'
import { classesOf, styled, surface, variables, type Color, type StyleProps } from './style-props'

type AlertProps = StyleProps &
  Omit<ComponentPropsWithRef<'div'>, 'title' | 'color'> &
  Readonly<{
    title?: ReactNode
    icon?: ReactNode
    color?: Color
    variant?: 'light'
    classNames?: Readonly<{ title?: string | undefined; message?: string | undefined }>
  }>

/** Something to take note of. */
export function Alert({ title, icon, color, variant, classNames, children, ...props }: AlertProps) {
  const id = useId()
  const colors = surface('light', color)
  const named = variant !== undefined || color !== undefined
  const { style, rest } = styled(
    props,
    variables({
      '--alert-bg': named ? colors.bg : undefined,
      '--alert-color': colors.color,
      '--alert-bd': named ? colors.bd : undefined,
    }),
  )
  return (
    <div
      id={id}
      role="alert"
      data-variant={variant}
      {...rest}
      aria-describedby={children ? `${id}-body` : undefined}
      aria-labelledby={title ? `${id}-title` : undefined}
      className={classesOf('m_66836ed3', rest.className)}
      style={style}
    >
      <div className="m_a5d60502">
        {icon && <div className="m_667f2a6a">{icon}</div>}
        <div className="m_667c2793">
          {title && (
            <div className={classesOf('m_6a03f287', classNames?.title)}>
              <span id={`${id}-title`} className="m_698f4f23">
                {title}
              </span>
            </div>
          )}
          {children && (
            <div id={`${id}-body`} className={classesOf('m_7fa78076', classNames?.message)} data-variant={variant}>
              {children}
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
