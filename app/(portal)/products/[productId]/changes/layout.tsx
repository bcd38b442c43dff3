import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function ChangesLayout({ children }: { children: ReactNode }) {
  return <Texts of={['changes', 'boms', 'bomImport', 'calendars']}>{children}</Texts>
}
