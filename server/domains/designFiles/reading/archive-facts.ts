import { openDesignArchive } from './archive'
import { readBoardSet, type BoardMember, type BoardSet } from './board-set'
import { detectFileKind, type FileKind } from './file-kind'
import { collectFindings, shownText, type Finding, type Findings } from './findings'
import { isMismatch } from './file-name'
import { isLeftover } from './companions'
import { textOf } from './text'
import { readDrill } from './drill'
import { readGerber } from './gerber'

export type ArchivedFile = Readonly<{
  /** Relative, with forward slashes, freed of control characters. */
  path: string
  bytes: number
  kind: FileKind
  format: string
  findings: readonly Finding[]
}>

export type ArchiveFacts = Readonly<{
  kind: 'archive'
  format: string
  members: readonly ArchivedFile[]
  /** What the layers and holes in it make together; null where there are none. */
  board: BoardSet | null
}>

/** Lists an archive, looks at each member once, one after another, and reads Gerber and drill files as one board. */
export async function readArchiveFacts(bytes: Uint8Array, findings: Findings): Promise<ArchiveFacts | null> {
  const archive = await openDesignArchive(bytes, findings)
  if (archive === null) return null
  const members: ArchivedFile[] = []
  const board: BoardMember[] = []
  for (const member of archive.members) {
    const { path } = member
    const own = collectFindings()
    const content = await archive.read(member)
    if (content === null) findings.add('memberDamaged', { member: path })
    const { kind, format } = content === null ? unread : detectFileKind(content, path)
    if (kind === 'archive') findings.add('archiveNested', { member: path })
    if (isMismatch(path, kind) && !isLeftover(path)) own.add('kindMismatch', { kind })
    if (content !== null) board.push({ name: path, kind, facts: layerFacts(content, kind, own) })
    members.push({ path: shownText(path), bytes: member.bytes, kind, format, findings: own.list })
  }
  return { kind: 'archive', format: 'zip', members, board: readBoardSet(board) }
}

const unread = { kind: 'unknown', format: '' } as const

function layerFacts(bytes: Uint8Array, kind: FileKind, findings: Findings): BoardMember['facts'] {
  if (kind === 'gerber') return readGerber(textOf(bytes, findings), findings)
  return kind === 'drill' ? readDrill(textOf(bytes, findings), findings) : null
}
