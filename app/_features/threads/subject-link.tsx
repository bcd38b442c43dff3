'use client'
import { IconFileText, IconMapPin, IconTable } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'
import type { Thread } from './types'

/** The way to what a question is about; a product is where its questions stand already. */
export function SubjectLink({ thread }: { thread: Thread }) {
  const { t } = useTranslation('threads')
  const { productId, bomId, specId, designSetId, subjectKind, subjectId } = thread
  const to =
    bomId !== null
      ? subjectKind === 'bomLine'
        ? { href: paths.bomLine(productId, bomId, subjectId), label: t('thread.openLine'), Icon: IconTable }
        : { href: paths.bom(productId, bomId), label: t('thread.openBom'), Icon: IconTable }
      : specId !== null
        ? subjectKind === 'requirement'
          ? {
              href: paths.requirement(productId, specId, subjectId),
              label: t('eq.openRequirement'),
              Icon: IconFileText,
            }
          : { href: paths.spec(productId, specId), label: t('eq.openSpec'), Icon: IconFileText }
        : designSetId !== null
          ? { href: paths.designPin(productId, designSetId, subjectId), label: t('thread.openPin'), Icon: IconMapPin }
          : null
  if (to === null) return null
  const { href, label, Icon } = to
  return (
    <Button
      component={Link}
      href={href}
      size="compact-sm"
      variant="default"
      leftSection={<Icon size={15} aria-hidden />}
    >
      {label}
    </Button>
  )
}
