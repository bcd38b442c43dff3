import { paths } from '@/app/_lib/paths'
import type { Hit } from './use-search'

/** Where a thing that was found is read. People are on the product one shares with them, colleagues in the settings. */
export function pathOf({
  kind,
  subjectId,
  productId,
  withinId,
  code,
}: Pick<Hit, 'kind' | 'subjectId' | 'productId' | 'withinId' | 'code'>): string {
  if (kind === 'term') return paths.settings.glossary(subjectId)
  if (kind === 'part') return paths.part(subjectId)
  if (productId === null) return paths.settings.members()
  switch (kind) {
    case 'product':
    case 'person':
      return paths.product(productId)
    case 'spec':
      return paths.spec(productId, subjectId)
    case 'requirement':
      return paths.requirement(productId, withinId ?? '', subjectId)
    case 'eq':
    case 'question':
      return paths.thread(productId, subjectId)
    case 'bom':
      return paths.bom(productId, subjectId)
    case 'designSet':
      return paths.design(productId, subjectId)
    case 'firmwareLine':
      return paths.firmwareLine(productId, subjectId)
    case 'firmwareBuild':
      return paths.firmwareBuild(productId, withinId ?? '', subjectId)
    case 'flashPackage':
      return paths.flashPackage(productId, subjectId)
    case 'package':
      return paths.package(productId, subjectId)
    case 'golden':
      return paths.golden(productId, subjectId)
    case 'device':
      return paths.flashing(productId, code)
  }
}
