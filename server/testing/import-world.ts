import { bomImportTemplates } from '@/db/schema/boms'
import type { ImportChoices } from '@/server/domains/boms/rules/choices'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** Something a person said about a file that holds for the next one too. */
export const settledReading: ImportChoices['reading'] = { answers: { packageCodes: 'imperial' } }

/** How files of one kind are read; `internalMark` is in its name, which only the brand's own people may read. */
export async function addImportTemplate(
  { db }: AnyCtx,
  { orgId, userId, internalMark }: Readonly<{ orgId: string; userId: string; internalMark: string }>,
): Promise<string> {
  const id = newId('importTemplate')
  await db.insert(bomImportTemplates).values({
    id,
    orgId,
    name: `ERP ${internalMark}`,
    shape: '0'.repeat(64),
    reading: settledReading,
    userId,
  })
  return id
}
