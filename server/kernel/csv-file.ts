import { csvText } from './csv'

/** A file that Excel on a Chinese Windows opens as UTF-8 without asking. */
export const csvFile = (records: Iterable<readonly string[]>): Buffer => Buffer.from(`\ufeff${csvText(records)}`)
