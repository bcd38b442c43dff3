import type { ReactNode } from 'react'
import { AuthFrame } from '@/app/_components/auth-frame'

export default function ShareLayout({ children }: { children: ReactNode }) {
  return <AuthFrame>{children}</AuthFrame>
}
