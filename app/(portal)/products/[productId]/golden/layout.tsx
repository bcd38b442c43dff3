import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function GoldenLayout({ children }: { children: ReactNode }) {
  return <Texts of={['releases', 'designFiles']}>{children}</Texts>
}
