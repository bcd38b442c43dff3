import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function PackagesLayout({ children }: { children: ReactNode }) {
  return <Texts of={['releases', 'designFiles']}>{children}</Texts>
}
