'use client'
import type { ReactNode } from 'react'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Stack } from '@/app/_components/ui/layout'

type Props = {
  /** What no field shows. */
  error: unknown
  onSubmit: () => void
  children: ReactNode
}

/** The form of an `AuthCard`: what went wrong, then its fields and buttons. A post, so no password gets into an address. */
export const AuthForm = ({ error, onSubmit, children }: Props) => (
  <Form
    method="post"
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit()
    }}
  >
    <Stack gap="md">
      <ErrorNotice error={error} />
      {children}
    </Stack>
  </Form>
)
