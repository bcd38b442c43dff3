/* oxlint-disable jsx-a11y/role-has-required-aria-props -- a checkbox says by itself whether it is checked */
import { useId, type ComponentPropsWithRef, type ReactNode } from 'react'
import { classesOf, variables } from './style-props'

type ChoiceProps = Omit<ComponentPropsWithRef<'input'>, 'size' | 'type'> &
  Readonly<{ label: ReactNode; description?: ReactNode; error?: ReactNode }>

type WordsProps = Readonly<{
  id: string
  label: ReactNode
  description?: ReactNode
  error?: ReactNode
  disabled?: boolean | undefined
  className?: string | undefined
  /** The whole row is the label already. */
  within?: boolean
}>

function Words({ id, label, description, error, disabled, className, within = false }: WordsProps) {
  const off = disabled || undefined
  return (
    <div className={classesOf('m_d3ea56bb', className)} data-disabled={off}>
      {within ? (
        <span className="m_8ee546b8" data-disabled={off}>
          {label}
        </span>
      ) : (
        <label className="m_8ee546b8" htmlFor={id} data-disabled={off}>
          {label}
        </label>
      )}
      {description && (
        <p className="m_328f68c0 m_fe47ce59" id={`${id}-description`}>
          {description}
        </p>
      )}
      {error && (
        <p className="m_8e8a99cc m_8f816625" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

const describedBy = (id: string, description: ReactNode, error?: ReactNode) =>
  classesOf(Boolean(description) && `${id}-description`, Boolean(error) && `${id}-error`) || undefined

export function Checkbox({ label, description, error, disabled, className, ...props }: ChoiceProps) {
  const id = useId()
  return (
    <div
      className={classesOf('m_bf2d988c m_5f75b09e', className)}
      style={variables({
        '--checkbox-radius': 'var(--mantine-radius-sm)',
        '--checkbox-color': 'var(--mantine-color-celadon-filled)',
        '--checkbox-icon-color': 'var(--mantine-color-white)',
      })}
      data-variant="filled"
      data-label-position="right"
      data-checked={props.checked || undefined}
    >
      <div className="m_5f6e695e">
        <div className="m_26062bec" data-label-position="right">
          <input
            {...props}
            className="mantine-focus-auto m_26063560"
            data-error={Boolean(error) || undefined}
            data-with-error-styles
            id={id}
            type="checkbox"
            disabled={disabled}
            aria-describedby={describedBy(id, description, error)}
          />
          <svg viewBox="0 0 10 7" fill="none" xmlns="http://www.w3.org/2000/svg" aria-hidden className="m_bf295423">
            <path
              d="M4 4.586L1.707 2.293A1 1 0 1 0 .293 3.707l3 3a.997.997 0 0 0 1.414 0l5-5A1 1 0 1 0 8.293.293L4 4.586z"
              fill="currentColor"
              fillRule="evenodd"
              clipRule="evenodd"
            />
          </svg>
        </div>
        <Words id={id} label={label} description={description} error={error} disabled={disabled} />
      </div>
    </div>
  )
}

/** One of a group that shares a `name`. */
export function Radio({ label, description, disabled, className, ...props }: Omit<ChoiceProps, 'error'>) {
  const id = useId()
  return (
    <div
      className={classesOf('m_f3f1af94 m_5f75b09e', className)}
      style={variables({
        '--radio-color': 'var(--mantine-color-celadon-filled)',
        '--radio-icon-color': 'var(--mantine-color-white)',
      })}
      data-label-position="right"
      data-checked={props.checked || undefined}
    >
      <div className="m_5f6e695e">
        <div className="m_89c4f5e4" data-label-position="right">
          <input
            {...props}
            className="mantine-focus-auto m_8a3dbb89"
            data-with-error-styles
            id={id}
            type="radio"
            disabled={disabled}
            aria-describedby={describedBy(id, description)}
          />
          <svg xmlns="http://www.w3.org/2000/svg" fill="none" viewBox="0 0 5 5" aria-hidden className="m_f3ed6b2b">
            <circle cx="2.5" cy="2.5" r="2.5" fill="currentColor" />
          </svg>
        </div>
        <Words id={id} label={label} description={description} disabled={disabled} />
      </div>
    </div>
  )
}

type SwitchProps = Omit<ChoiceProps, 'error'> &
  Readonly<{
    labelPosition?: 'left' | 'right'
    classNames?: Readonly<{ body?: string | undefined; labelWrapper?: string | undefined }>
  }>

export function Switch({ label, description, disabled, className, ...props }: SwitchProps) {
  const id = useId()
  const { labelPosition = 'right', classNames, ...rest } = props
  return (
    <div
      className={classesOf('m_5f93f3bb m_5f75b09e', className)}
      data-label-position={labelPosition}
      data-checked={rest.checked}
    >
      <label className={classesOf('m_5f6e695e', classNames?.body)} htmlFor={id}>
        <input
          {...rest}
          className="m_926b4011"
          data-checked={rest.checked}
          id={id}
          type="checkbox"
          role="switch"
          disabled={disabled}
          aria-describedby={describedBy(id, description)}
        />
        <span className="m_9307d992" data-label-position={labelPosition} data-without-labels aria-hidden>
          <span className="m_93039a1d" data-reduce-motion data-with-thumb-indicator />
          <span className="m_8277e082" />
        </span>
        <Words
          id={id}
          label={label}
          description={description}
          disabled={disabled}
          className={classNames?.labelWrapper}
          within
        />
      </label>
    </div>
  )
}
