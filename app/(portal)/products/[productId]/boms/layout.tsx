import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function BomsLayout({ children }: { children: ReactNode }) {
  return <Texts of={['boms', 'bomImport', 'bomRevisions', 'changes', 'threads', 'attachments']}>{children}</Texts>
}
