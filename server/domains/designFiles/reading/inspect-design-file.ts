import { readArchiveFacts } from './archive-facts'
import { readCad } from './cad'
import { readDrill } from './drill'
import type { DesignFacts } from './facts'
import { detectFileKind, type DetectedKind, type FileKind } from './file-kind'
import { isMismatch } from './file-name'
import { collectFindings, shownText, type Finding, type Findings } from './findings'
import { readGerber } from './gerber'
import { MAX_FILE_BYTES } from './limits'
import { readPlacementFacts } from './placement-facts'
import { textOf } from './text'

export type DesignInspection = Readonly<{
  /** The name as it may be shown: without control and direction characters. */
  file: string
  bytes: number
  kind: FileKind
  /** Dialect within the kind (`zip`, `xlsx`, `binary`, `legacy` …); '' where there is one only. */
  format: string
  /** null where the kind has none to tell, or nothing of it could be read. */
  facts: DesignFacts | null
  findings: readonly Finding[]
}>

/**
 * What a design file is and what it says of itself: the one entry to everything under `reading`. Decides by the bytes;
 * `fileName` tells the role of layers and whether the name promises something else. Never throws and never writes;
 * memory and work are bounded by `limits.ts`. A large file keeps the thread busy for a second or more.
 */
export async function inspectDesignFile(bytes: Uint8Array, fileName: string): Promise<DesignInspection> {
  const findings = collectFindings()
  const file = shownText(fileName)
  const detected = detectFileKind(bytes, fileName)
  if (detected.kind === 'empty') findings.add('empty')
  if (bytes.length > MAX_FILE_BYTES) findings.add('tooLarge', { max: MAX_FILE_BYTES / (1024 * 1024) })
  const isRead = bytes.length > 0 && bytes.length <= MAX_FILE_BYTES
  const facts = isRead ? await readFacts(bytes, fileName, detected, findings) : null
  const kind = facts?.kind ?? detected.kind
  if (kind === 'unknown') findings.add('unknownKind')
  if (isMismatch(fileName, kind)) findings.add('kindMismatch', { kind })
  return { file, bytes: bytes.length, kind, format: detected.format, facts, findings: findings.list }
}

async function readFacts(
  bytes: Uint8Array,
  fileName: string,
  detected: DetectedKind,
  findings: Findings,
): Promise<DesignFacts | null> {
  try {
    if (detected.kind === 'gerber') return readGerber(textOf(bytes, findings), findings)
    if (detected.kind === 'drill') return readDrill(textOf(bytes, findings), findings)
    if (detected.kind === 'spreadsheet' || detected.kind === 'text')
      return await readPlacementFacts(bytes, fileName, detected, findings)
    if (detected.kind === 'archive') {
      if (detected.format === 'zip') return await readArchiveFacts(bytes, findings)
      findings.add('archiveNotOpened', { format: detected.format })
      return null
    }
    return readCad(bytes, detected, findings)
  } catch {
    // The readers do not throw on anything known; what is not known must not stop an upload.
    findings.add('unreadable')
    return null
  }
}
