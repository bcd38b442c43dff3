'use client'
import { useState } from 'react'
import { ActionIcon } from './button'
import { FieldFrame, parted, type TextInputProps } from './field'
import { classesOf, variables } from './style-props'

export type PasswordInputProps = Omit<TextInputProps, 'type' | 'rightSection'>

const shown = [
  'M48 40l160 176M154.91 157.6a40 40 0 01-53.82-59.2M135.53 88.71a40 40 0 0132.3 35.53',
  'M208.61 169.1C230.41 149.58 240 128 240 128s-32-72-112-72a126 126 0 00-20.68 1.68M74 68.6C33.23 89.24 16 128 16 128s32 72 112 72a118.05 118.05 0 0054-12.6',
]
const hidden = ['M128 56c-80 0-112 72-112 72s32 72 112 72 112-72 112-72-32-72-112-72z']

function Eye({ open }: { open: boolean }) {
  const side = 'var(--psi-icon-size)'
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" style={{ width: side, height: side }}>
      <path fill="none" d="M0 0h256v256H0z" />
      <g fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round" strokeWidth="16">
        {(open ? shown : hidden).map((path) => (
          <path key={path} d={path} />
        ))}
        {!open && <circle cx="128" cy="128" r="40" />}
      </g>
    </svg>
  )
}

/** A password that can be looked at; `toggleLabel` names the eye. */
export function PasswordInput({ toggleLabel, ...props }: PasswordInputProps & { toggleLabel: string }) {
  const { frame, input } = parted(props)
  const [visible, setVisible] = useState(false)
  const toggle = () => setVisible((now) => !now)
  const eye = (
    <ActionIcon
      className="m_b1072d44"
      variant="subtle"
      color="gray"
      disabled={props.disabled}
      aria-pressed={visible}
      aria-label={toggleLabel}
      // Before the focus moves: it stays in the field, and with it the keyboard of a phone.
      onTouchEnd={(event) => {
        event.preventDefault()
        toggle()
      }}
      onMouseDown={(event) => {
        event.preventDefault()
        toggle()
      }}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return
        event.preventDefault()
        toggle()
      }}
    >
      <Eye open={visible} />
    </ActionIcon>
  )
  const own = variables({
    '--psi-icon-size': 'var(--psi-icon-size-sm)',
    '--psi-button-size': 'var(--psi-button-size-sm)',
  })
  return (
    <FieldFrame
      {...frame}
      className={classesOf('m_f61ca620', frame.className)}
      own={{ ...own, ...frame.own }}
      rightSection={eye}
    >
      {(given) => (
        <div {...given.input} className={classesOf('m_ccf8da4c m_8fb7ebe7', props.classNames?.input)}>
          <input
            {...input}
            className="m_f2d85dd2"
            type={visible ? 'text' : 'password'}
            id={given.id}
            aria-describedby={given.describedBy}
            data-invalid={Boolean(props.error) || undefined}
          />
        </div>
      )}
    </FieldFrame>
  )
}
