import { sections, requirementKinds, verificationMethods } from '../rules/requirement'
import type { DiffField } from '../rules/diff'

/** Columns of a requirement in a spreadsheet, in the order they are exported. */
export const sheetFields = [
  'code',
  'section',
  'title.en',
  'title.zh',
  'text.en',
  'text.zh',
  'kind',
  'values.nominal',
  'values.min',
  'values.typ',
  'values.max',
  'values.tolerancePlus',
  'values.toleranceMinus',
  'values.unit',
  'condition.en',
  'condition.zh',
  'verification',
  'critical',
  'owner',
  'id',
] as const satisfies readonly (DiffField | 'code' | 'id')[]
export type SheetField = (typeof sheetFields)[number]
/** Fields whose cells hold one of a few words. */
export type ChoiceField = 'section' | 'kind' | 'verification' | 'critical'
export const choices = {
  section: sections,
  kind: requirementKinds,
  verification: verificationMethods,
  critical: ['yes', 'no'],
} as const satisfies Record<ChoiceField, readonly string[]>

export const isChoice = (field: SheetField): field is ChoiceField => Object.hasOwn(choices, field)
export const isFigure = (field: SheetField): boolean => field.startsWith('values.') && field !== 'values.unit'

/** What a header may call a column, in either language. What we export is among them. */
const headers: Readonly<Record<SheetField, readonly string[]>> = {
  code: [
    'code',
    'no',
    'number',
    'item',
    'item no',
    'requirement',
    'requirement no',
    'req',
    'req id',
    '#',
    '编号',
    '序号',
    '需求编号',
    '要求编号',
    '项次',
    '条目',
  ],
  section: ['section', 'category', 'group', 'chapter', '类别', '分类', '章节', '部分', '模块'],
  'title.en': [
    'title english',
    'title en',
    'english title',
    'title',
    'name',
    'parameter',
    'characteristic',
    '标题英文',
    '英文标题',
    '英文名称',
  ],
  'title.zh': [
    'title chinese',
    'title zh',
    'title cn',
    'chinese title',
    '标题中文',
    '中文标题',
    '标题',
    '名称',
    '中文名称',
    '参数',
    '项目',
    '特性',
    '检验项目',
  ],
  'text.en': [
    'text english',
    'text en',
    'english text',
    'text',
    'description',
    'requirement text',
    'specification',
    'english',
    '正文英文',
    '英文正文',
    '英文',
    '英文描述',
    '英文说明',
  ],
  'text.zh': [
    'text chinese',
    'text zh',
    'text cn',
    'chinese text',
    'chinese',
    '正文中文',
    '中文正文',
    '正文',
    '中文',
    '描述',
    '说明',
    '要求',
    '需求',
    '技术要求',
    '内容',
    '中文描述',
    '中文说明',
  ],
  kind: ['kind', 'type', '类型', '种类'],
  'values.nominal': [
    'nominal',
    'nom',
    'value',
    'target',
    'nominal value',
    '标称',
    '标称值',
    '额定值',
    '目标值',
    '数值',
  ],
  'values.min': ['min', 'minimum', 'lsl', 'lower limit', 'min value', '最小', '最小值', '下限', '规格下限'],
  'values.typ': ['typ', 'typical', 'typical value', '典型', '典型值'],
  'values.max': ['max', 'maximum', 'usl', 'upper limit', 'max value', '最大', '最大值', '上限', '规格上限'],
  'values.tolerancePlus': [
    'tolerance plus',
    'tolerance',
    'tol',
    'tol plus',
    'tol+',
    'tolerance+',
    'upper tolerance',
    '公差正',
    '公差',
    '上公差',
    '上偏差',
    '公差+',
    '正公差',
  ],
  'values.toleranceMinus': [
    'tolerance minus',
    'tol minus',
    'tol-',
    'tolerance-',
    'lower tolerance',
    '公差负',
    '下公差',
    '下偏差',
    '公差-',
    '负公差',
  ],
  'values.unit': ['unit', 'units', 'uom', '单位'],
  'condition.en': [
    'condition english',
    'condition en',
    'condition',
    'conditions',
    'test condition',
    'test conditions',
    '条件英文',
    '英文条件',
  ],
  'condition.zh': [
    'condition chinese',
    'condition zh',
    'condition cn',
    '条件中文',
    '中文条件',
    '条件',
    '测试条件',
    '试验条件',
  ],
  verification: [
    'verification',
    'verification method',
    'method',
    'verified by',
    '验证',
    '验证方法',
    '验证方式',
    '检验方法',
  ],
  critical: ['critical', 'critical to quality', 'ctq', 'key', '关键', '关键质量特性', '关键特性', '是否关键', '重点'],
  owner: ['owner', 'owner mail', 'owner email', 'responsible', '负责人', '负责人邮箱', '责任人'],
  id: ['row id', 'mortise id', 'id do not change', '行标识', '行标识请勿修改'],
}

/** Words of a cell, in either language, beside the key itself. Labels of the product are among them. */
const words: Readonly<Record<ChoiceField, Readonly<Record<string, readonly string[]>>>> = {
  section: {
    electrical: ['electrics', 'electronics', '电气', '电子', '电路'],
    mechanical: ['mechanics', 'structure', '结构', '机械', '外观'],
    radio: ['rf', 'wireless', '射频', '无线'],
    power: ['battery', '电源与功耗', '电源', '功耗', '电池'],
    environment: ['environmental', '环境'],
    reliability: ['可靠性'],
    packaging: ['package', 'packing', '包装'],
    firmware: ['software', '固件', '软件'],
    cloudInterface: ['cloud interface', 'cloud', '云端接口', '云端', '云接口'],
    test: ['testing', '测试'],
    certification: ['certifications', 'compliance', '认证'],
  },
  kind: {
    numeric: ['number', 'figures', '数值', '数字'],
    statement: ['text', 'words', '文字', '陈述', '描述'],
  },
  verification: {
    inspection: ['inspect', 'i', '检验', '检查', '目检', '检测'],
    analysis: ['analyse', 'analyze', 'a', '分析', '计算'],
    demonstration: ['demonstrate', 'demo', 'd', '演示', '示范'],
    test: ['testing', 't', '测试', '试验', '实测'],
  },
  critical: {
    yes: ['y', 'true', '1', 'x', 'ctq', 'critical', '✓', '✔', '√', '是', '关键', '对'],
    no: ['n', 'false', '0', '-', '/', '否', '非关键', '不是'],
  },
}

/** Letters and digits alone, in one width and case: `公差（＋）` and `公差+` are one name. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/−/g, '-')
    .replace(/[^\p{L}\p{N}#+✓✔√/-]/gu, '')
const han = /\p{Script=Han}/u
/** Whether a text is written in Chinese. */
export const isChinese = (text: string): boolean => han.test(text)

/** A name as it stands and, where it is in both languages, each half of it, whichever comes first. */
function readings(text: string): string[] {
  const [, latin = '', rest = ''] = /^(\P{Script=Han}*)(.*)$/su.exec(text) ?? []
  const [, chinese = '', tail = ''] = /^(.*\p{Script=Han}[^\p{Script=Han}A-Za-z]*)(.*)$/su.exec(text) ?? []
  return [...new Set([text, latin, rest, chinese, tail].map(plain))].filter(Boolean)
}

const headerIndex = new Map(sheetFields.flatMap((field) => headers[field].map((name) => [plain(name), field] as const)))

/** The fields a header may name: one, none, or both languages of a text where it says `Title 标题`. */
export const fieldsOfHeader = (header: string): SheetField[] => {
  const whole = headerIndex.get(plain(header))
  return whole ? [whole] : [...new Set(readings(header).flatMap((name) => headerIndex.get(name) ?? []))]
}

const choiceIndex = new Map(
  (Object.keys(choices) as ChoiceField[]).flatMap((field) =>
    choices[field].flatMap((key) =>
      [key, ...(words[field][key] ?? [])].map((word) => [`${field}:${plain(word)}`, key] as const),
    ),
  ),
)

/** What was read before: a sheet says the same few words in thousands of rows. */
const read = new Map<string, string | null>()
const kept = 2_000

/** The key a cell means: `检验`, `Inspection` and `Inspection 检验` are `inspection`. Null where it means none or two. */
export function readChoice(field: ChoiceField, cell: string): string | null {
  if (cell.length > 60) return null
  const asked = `${field}:${cell}`
  const known = read.get(asked)
  if (known !== undefined) return known
  const found = new Set(readings(cell).flatMap((word) => choiceIndex.get(`${field}:${word}`) ?? []))
  const key = found.size === 1 ? ([...found][0] ?? null) : null
  if (read.size >= kept) read.clear()
  read.set(asked, key)
  return key
}
