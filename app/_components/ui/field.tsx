import { useId, type ComponentPropsWithRef, type CSSProperties, type ReactNode } from 'react'
import { classesOf, styled, variables, type StyleProps } from './style-props'

/** What every field can have around it. */
export type FieldProps = StyleProps &
  Readonly<{
    label?: ReactNode
    description?: ReactNode
    error?: ReactNode
    size?: 'xs' | 'sm'
    required?: boolean | undefined
    /** A star beside the label; as `required` says where it is not given. */
    withAsterisk?: boolean
    disabled?: boolean | undefined
    className?: string | undefined
    style?: CSSProperties | undefined
    classNames?: Readonly<{ input?: string | undefined }>
    leftSection?: ReactNode
    rightSection?: ReactNode
    id?: string | undefined
  }>

type FrameProps = FieldProps &
  Readonly<{
    kind?: 'select' | 'textarea'
    /** Styles of the whole field beside the short ones. */
    own?: CSSProperties
    rightSectionTakes?: 'all' | 'none'
    children: (given: Readonly<{ id: string; describedBy: string | undefined; input: object }>) => ReactNode
  }>

const small = (size: string) => `calc(var(--mantine-font-size-${size}) - calc(0.125rem * var(--mantine-scale)))`
const near = 'calc(var(--mantine-spacing-xs) / 2)'

/** Label, hint and error around a field, tied to it for those who hear the page. */
export function FieldFrame(props: FrameProps) {
  const {
    label,
    description,
    error,
    size = 'sm',
    required,
    withAsterisk,
    disabled,
    className,
    classNames,
    ...more
  } = props
  const { leftSection, rightSection, id: given, kind, own, rightSectionTakes, children, ...others } = more
  const made = useId()
  const id = given ?? made
  const hasError = Boolean(error) && error !== true
  const describedBy = classesOf(hasError && `${id}-error`, Boolean(description) && `${id}-description`) || undefined
  const { style } = styled(others, own)
  const wrong = Boolean(error) || undefined
  return (
    <div className={classesOf('m_46b77525', className)} style={style} data-error={wrong}>
      {label && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only keeps a double click from selecting the words
        <label
          className="m_8fdc1311"
          style={variables({ '--input-label-size': `var(--mantine-font-size-${size})` })}
          htmlFor={id}
          id={`${id}-label`}
          data-required={(withAsterisk ?? required) || undefined}
          onMouseDown={(event) => {
            if (event.detail > 1) event.preventDefault()
          }}
        >
          {label}
          {(withAsterisk ?? required) && (
            <span className="m_78a94662" aria-hidden>
              {' *'}
            </span>
          )}
        </label>
      )}
      {description && (
        <p
          className="m_fe47ce59"
          style={variables({ '--input-description-size': small(size) })}
          id={`${id}-description`}
        >
          {description}
        </p>
      )}
      <div
        className="m_6c018570"
        style={variables({
          '--input-margin-top': description ? near : undefined,
          '--input-margin-bottom': hasError ? near : undefined,
          '--input-height': `var(--input-height-${size})`,
          '--input-fz': `var(--mantine-font-size-${size})`,
          '--input-padding-y': kind === 'textarea' ? `var(--input-padding-y-${size})` : undefined,
          '--input-right-section-pointer-events': rightSectionTakes,
        })}
        data-variant="default"
        data-error={wrong}
        data-disabled={disabled || undefined}
        data-pointer={kind === 'select' || undefined}
        data-multiline={kind === 'textarea' || undefined}
        data-with-right-section={Boolean(rightSection) || undefined}
        data-with-left-section={Boolean(leftSection) || undefined}
      >
        {leftSection && (
          <div data-position="left" className="m_82577fc2">
            {leftSection}
          </div>
        )}
        {children({
          id,
          describedBy,
          input: {
            className: classesOf('m_8fb7ebe7', classNames?.input),
            'data-variant': 'default',
            'data-error': wrong,
            'data-disabled': disabled || undefined,
          },
        })}
        {rightSection && (
          <div data-position="right" className="m_82577fc2">
            {rightSection}
          </div>
        )}
      </div>
      {hasError && (
        <p className="m_8f816625" style={variables({ '--input-error-size': small(size) })} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

/** Parts what belongs around a field from what belongs to the field itself. */
export function parted<P extends FieldProps>(props: P) {
  const { label, description, error, size, required, withAsterisk, disabled, className, style, classNames, ...more } =
    props
  const { leftSection, rightSection, id, ...others } = more
  const { style: own, rest } = styled(others)
  const frame = { label, description, error, size, required, withAsterisk, disabled, className, classNames, id }
  return {
    frame: { ...frame, leftSection, rightSection, own: { ...own, ...style } } satisfies Omit<FrameProps, 'children'>,
    input: { ...rest, required, disabled, 'aria-invalid': error ? (true as const) : undefined },
  }
}

export type TextInputProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, keyof FieldProps>

export function TextInput(props: TextInputProps) {
  const { frame, input } = parted(props)
  return (
    <FieldFrame {...frame}>
      {(given) => <input type="text" {...input} {...given.input} id={given.id} aria-describedby={given.describedBy} />}
    </FieldFrame>
  )
}

type SelectOption = string | Readonly<{ value: string; label: string }>
/** Choices under a heading of their own. */
type SelectGroup = Readonly<{ group: string; items: readonly SelectOption[] }>
type SelectProps = FieldProps &
  Omit<ComponentPropsWithRef<'select'>, keyof FieldProps> &
  Readonly<{ data: readonly (SelectOption | SelectGroup)[] }>

const chevrons =
  'M4.93179 5.43179C4.75605 5.60753 4.75605 5.89245 4.93179 6.06819C5.10753 6.24392 5.39245 6.24392 5.56819 6.06819L7.49999 4.13638L9.43179 6.06819C9.60753 6.24392 9.89245 6.24392 10.0682 6.06819C10.2439 5.89245 10.2439 5.60753 10.0682 5.43179L7.81819 3.18179C7.73379 3.0974 7.61933 3.04999 7.49999 3.04999C7.38064 3.04999 7.26618 3.0974 7.18179 3.18179L4.93179 5.43179ZM10.0682 9.56819C10.2439 9.39245 10.2439 9.10753 10.0682 8.93179C9.89245 8.75606 9.60753 8.75606 9.43179 8.93179L7.49999 10.8636L5.56819 8.93179C5.39245 8.75606 5.10753 8.75606 4.93179 8.93179C4.75605 9.10753 4.75605 9.39245 4.93179 9.56819L7.18179 11.8182C7.35753 11.9939 7.64245 11.9939 7.81819 11.8182L10.0682 9.56819Z'

/** A choice as the system offers choices. */
export function NativeSelect({ data, ...props }: SelectProps) {
  const { frame, input } = parted(props)
  const size = props.size ?? 'sm'
  const arrows = (
    <svg
      className="m_2943220b"
      style={variables({ '--combobox-chevron-size': `var(--combobox-chevron-size-${size})` })}
      data-error={Boolean(props.error) || undefined}
      viewBox="0 0 15 15"
      fill="none"
      xmlns="http://www.w3.org/2000/svg"
    >
      <path d={chevrons} fill="currentColor" fillRule="evenodd" clipRule="evenodd" />
    </svg>
  )
  return (
    <FieldFrame {...frame} kind="select" rightSection={arrows} rightSectionTakes="none">
      {(given) => (
        <select {...input} {...given.input} id={given.id} aria-describedby={given.describedBy}>
          {data.map((option) =>
            typeof option === 'object' && 'items' in option ? (
              <optgroup key={option.group} label={option.group}>
                {option.items.map((item) => (
                  <Option key={optionOf(item).value} {...optionOf(item)} />
                ))}
              </optgroup>
            ) : (
              <Option key={optionOf(option).value} {...optionOf(option)} />
            ),
          )}
        </select>
      )}
    </FieldFrame>
  )
}

const optionOf = (option: SelectOption) => (typeof option === 'string' ? { value: option, label: option } : option)
const Option = ({ value, label }: Exclude<SelectOption, string>) => <option value={value}>{label}</option>
