import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function SpecsLayout({ children }: { children: ReactNode }) {
  return <Texts of={['specs', 'language', 'threads', 'attachments']}>{children}</Texts>
}
