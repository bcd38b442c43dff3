import type { ReactNode } from 'react'
import { AuthFrame } from '@/app/_components/auth-frame'
import { Texts } from '@/app/_components/texts'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <AuthFrame>
      <Texts of={['people', 'orgs', 'products', 'calendars']}>{children}</Texts>
    </AuthFrame>
  )
}
