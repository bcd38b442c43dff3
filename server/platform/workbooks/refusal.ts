/** Why a file could not be read as a workbook, and what its sentence names. */
export type RefusalReason =
  /** Nothing in it. */
  | 'empty'
  /** More than `max` megabytes, packed or unpacked, or packed as only a bomb is. */
  | 'tooLarge'
  /** `n` rows, columns, cells or parts where `max` are allowed. */
  | 'tooMany'
  /** Text in an encoding (`enc`) no runtime decodes. */
  | 'encoding'
  /** Another kind of file (`type`). */
  | 'foreign'
  | 'damaged'
  /** Encrypted with a password. */
  | 'locked'
  /** XML that brings a document type of its own. */
  | 'entities'

/** Stops the reading of a file as a whole. Each domain says it in its own words. */
export class WorkbookRefusal extends Error {
  readonly reason: RefusalReason
  readonly params: Readonly<Record<string, string | number>>

  constructor(reason: RefusalReason, params: Readonly<Record<string, string | number>> = {}) {
    super(`the file cannot be read as a workbook: ${reason}`)
    this.reason = reason
    this.params = params
  }
}
