import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function FirmwareLayout({ children }: { children: ReactNode }) {
  return <Texts of={['firmware', 'attachments']}>{children}</Texts>
}
