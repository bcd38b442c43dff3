import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function DesignsLayout({ children }: { children: ReactNode }) {
  return <Texts of={['designFiles', 'designReading', 'attachments']}>{children}</Texts>
}
