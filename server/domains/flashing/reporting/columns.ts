/** What a column of a sheet of results holds. */
export const resultColumns = ['serial', 'station', 'at', 'outcome', 'sha256', 'note'] as const
export type ResultColumn = (typeof resultColumns)[number]

/** Headings as stations and people write them, folded. */
const names: Readonly<Record<ResultColumn, readonly string[]>> = {
  serial: [
    'serial',
    'serialnumber',
    'serialno',
    'sn',
    'unit',
    '序列号',
    '产品序列号',
    '整机序列号',
    '机身号',
    '条码',
    '产品条码',
    '编号',
  ],
  station: ['station', 'stationid', 'workstation', 'fixture', '工位', '工位号', '工站', '站点', '站位', '治具', '设备'],
  at: [
    'time',
    'timestamp',
    'datetime',
    'at',
    'testtime',
    '时间',
    '测试时间',
    '烧录时间',
    '完成时间',
    '日期时间',
    'date',
    '日期',
  ],
  outcome: ['result', 'outcome', 'status', 'passfail', '结果', '测试结果', '烧录结果', '判定', '状态'],
  sha256: ['sha256', 'hash', 'firmwarehash', 'imagehash', 'checksum', '哈希', '哈希值', '固件哈希', '校验值', '校验和'],
  note: [
    'note',
    'notes',
    'remark',
    'remarks',
    'error',
    'message',
    'comment',
    '备注',
    '说明',
    '错误',
    '错误信息',
    '不良原因',
  ],
}

/** Without case, width, blanks and punctuation. */
const folded = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')

const dayNames: readonly string[] = ['date', '日期', '测试日期', '烧录日期']

/**
 * Which cell of a row holds what; null where it is no heading of a sheet of results. Of several headings for one thing the
 * first listed counts: `序列号` before `编号`, which may be the number of the row. A note may be missing, a hash too; a day
 * may stand in a column of its own beside the time.
 */
export function findResultColumns(
  cells: readonly string[],
): (Partial<Record<ResultColumn, number>> & Readonly<{ date?: number }>) | null {
  const headings = cells.map(folded)
  const found: Partial<Record<ResultColumn, number>> = {}
  for (const column of resultColumns) {
    const name = names[column].find((each) => headings.includes(each))
    if (name !== undefined) found[column] = headings.indexOf(name)
  }
  const { serial, at, outcome } = found
  if (serial === undefined || at === undefined || outcome === undefined) return null
  const date = headings.findIndex((heading) => dayNames.includes(heading))
  return date >= 0 && date !== at ? { ...found, date } : found
}

const outcomes: Readonly<Record<'pass' | 'fail', readonly string[]>> = {
  pass: ['pass', 'passed', 'ok', 'p', 'good', '1', 'true', 'success', '合格', '通过', '良品', '良', '成功', '正常'],
  fail: [
    'fail',
    'failed',
    'ng',
    'f',
    'bad',
    '0',
    'false',
    'error',
    '不合格',
    '不通过',
    '失败',
    '不良',
    '不良品',
    '异常',
  ],
}
/** What a cell says of a device; null for what nobody says. */
export const outcomeIn = (cell: string): 'pass' | 'fail' | null => {
  const said = folded(cell)
  return outcomes.pass.includes(said) ? 'pass' : outcomes.fail.includes(said) ? 'fail' : null
}
