import { listIn, numberAt, type SymbolicItem } from '../../reading/symbolic-items'

/** What a sheet says of itself, by the names of the variables that stand for it in texts. */
export type Titles = Readonly<Record<string, string>>

/** Takes the list `title_block` of a board or a schematic. */
export function titlesOf(block: SymbolicItem): Titles {
  const value = (name: string) => listIn(block, name)?.atoms[1] ?? ''
  const comments = block.lists.flatMap((each): [string, string][] => {
    const number = each.name === 'comment' ? numberAt(each, 1) : null
    return number === null ? [] : [[`COMMENT${number}`, each.atoms[2] ?? '']]
  })
  return {
    ...Object.fromEntries(comments.slice(0, 9)),
    TITLE: value('title'),
    ISSUE_DATE: value('date'),
    REVISION: value('rev'),
    COMPANY: value('company'),
  }
}

/** The fields of a symbol or a footprint, and their names as texts call them. */
export class Fields {
  private readonly values = new Map<string, string>()

  set(name: string, value: string): void {
    this.values.set(name.toUpperCase(), value)
  }

  get(name: string): string | undefined {
    return this.values.get(name.toUpperCase())
  }
}
