import { describe, expect, test } from 'vitest'
import { checkParity } from './check-parity'

const kinds = (en: string, zh: string) => checkParity(en, zh).findings.map(({ kind }) => kind)
const told = (en: string, zh: string) =>
  checkParity(en, zh).findings.map(({ kind, params }) => [kind, params.en, params.zh])

describe('agrees', () => {
  test.each([
    ['full-width forms', '-20 to 60 °C', '－２０～６０℃'],
    ['thousands and 万', '15,000 cycles', '1.5万次'],
    ['亿 and million', '120 million requests', '1.2亿次请求'],
    ['figures in words', 'three samples for two hours', '三个样品，两小时'],
    ['a large number in words', 'one hundred and twenty thousand times', '十二万次'],
    ['half an hour', 'half an hour', '30分钟'],
    ['one and a half', '1.5 h', '一个半小时'],
    ['parts of a whole', 'half of the 10 units, two thirds of the area', '10台中的50%，三分之二的面积'],
    ['丝 and mm', '0.05 mm', '5丝'],
    ['寸 and inch', '10.1-inch screen', '10.1寸屏'],
    ['torque in both spellings', '0.6 N·m', '0.6牛·米'],
    ['the micro sign, three ways', '10 µA, 10 μA, 10 uA', '10微安、10μA、10uA'],
    ['no sign before a dash', 'steps 3-5', '步骤3~5'],
    ['minus in words', 'minus 20 °C', '零下20℃'],
    ['a list shares its unit', '5, 10 and 15 V', '5V、10V和15V'],
    ['sizes share their unit', '10 × 20 × 30 mm', '10mm×20mm×30mm'],
    ['a tolerance shares its unit', '3.3 V ± 0.1 V', '3.3±0.1V'],
    ['a range as its two ends', 'min 3.0 V, max 3.6 V', '3.0~3.6V'],
    ['ends with their own prefixes', '500 mV to 3 V', '500mV~3V'],
    ['powers of ten', '1e6 cycles, 2×10⁻⁶ m', '100万次，2×10^-6米'],
    ['rates, the denominator first', '10 times per minute', '每分钟10次'],
    ['rates with a stroke', '0.5 mL/min', '0.5毫升/分钟'],
    ['dates', 'November 22, 2026 and 3 March', '2026年11月22日和3月3日'],
    ['times of day', '2:30 PM', '下午2:30'],
    ['the clock round', '24/7', '7×24小时'],
    ['proportions', 'mix 1:10', '按1比10混合'],
    ['names set together or apart', 'USB 3.0, Wi-Fi 6, RS-485, BLE 5.3', 'USB3.0、WiFi6、RS485、蓝牙5.3'],
    ['standards', 'IEC 60068-2-1: 2007, GB/T 2423.1-2008', 'IEC60068-2-1:2007、GB/T2423.1—2008'],
    ['designators as a range or one by one', 'R1, R2 and R3', 'R1~R3'],
    ['substances', 'CO2', '二氧化碳'],
    [
      'words that are no number',
      'Generally, a unified one-time setting; first of all, ordinary screws',
      '一般采用统一的一次性设置；第一，十字螺丝',
    ],
    ['a limit said of both', 'no more than 3 W in use and 10 mW in standby', '使用时不超过3W，待机不超过10mW'],
    ['a limit at its neighbour', 'never exceeds 70 % of 320 KB', '不超过320KB的70%'],
    ['two units of one quantity', 'max 1 lb 4 oz', '最大1磅4盎司'],
    ['a half after its unit', 'two and a half hours, 4½ digits, 1-1/2 turns', '两个半小时，四位半，一圈半'],
    ['parts in words', 'a third of the lot, five per mille, nine out of ten', '该批的三分之一，千分之五，九成'],
    ['a part said in two numbers', '5 per 1,000', '千分之五'],
    ['a quarter of an hour', 'three quarters of an hour, a quarter of an hour', '45分钟，一刻钟'],
    ['below zero behind the number', '20 degrees below zero Celsius', '零下20度（摄氏）'],
    ['ordinals measure nothing', 'bytes 1–2, byte 3', '第1~2字节，第3字节'],
    ['money in thousands', 'US$35k, RMB 1.2M', '3.5万美元，120万元'],
    ['a scale said of both ends', '20–30 thousand, 1.2 to 1.5 million', '2~3万，120万~150万'],
    ['the unit for the point', '4k7, 3V3, 100n', '4.7kΩ，3.3V，100nF'],
    ['a value said again in another unit', '0.1 mm and 25 °C (77 °F)', '10丝（0.1mm）和25℃'],
    ['a date said again', '6/3/2026 (June 3)', '2026年6月3日'],
    ['days of one month', '12–15 May 2026, June 3 to 7', '2026年5月12日至15日，6月3日至6月7日'],
    ['months', 'early May, between March and June', '5月初，3~6月'],
    ['a discount', 'a 10 % discount', '九折'],
    ['all of them', '100 % inspection, 0 failures', '全检，无失效'],
    ['twice a second', 'at 2 Hz', '每秒2次'],
    ['what a rate is per', '7.15 RMB per US dollar, every hour', '1美元兑7.15元，每1小时'],
    ['separators in hexadecimal', '0x4000_1C00', '0x40001C00'],
    ['deviations by name', '1.0 mm (+0.05, −0.03)', '1.0mm，上偏差+0.05，下偏差-0.03'],
    ['the time above a limit', 'Do not exceed 260 °C for more than 10 s', '260℃以上不得超过10秒'],
    ['the length something is measured over', 'flat to 0.2 mm over a length of 1.2 m', '1.2米内平面度0.2mm'],
    ['cells in series and parallel', '2S1P, 10S4P', '2串1并，10串4并'],
    ['a quantity told again', '12 丝 undersize, that is 0.12 mm', '小了12丝'],
    ['copper by weight', '35 µm (1 oz) copper', '铜厚35μm'],
    ['copper by weight, translated', '2 oz copper', '铜厚70微米'],
    ['a unit said before', '42 seconds, we need 36.', '42秒，要做到36秒。'],
    ['heat and humidity', 'after the 85/85 test', '双85试验后'],
    ['colours', 'printed in 4C', '四色印刷'],
    ['spoken prices', '1.2 yuan more, 80 fen less, ¥12.8', '加1块2，少8毛，12块8'],
    ['a day by its numbers', 'starts on 6/18', '6月18日开始'],
    ['a day by its numbers, in Chinese', 'due by June 20', '6.20前交'],
    ['half a percent', 'within half a percent', '0.5%以内'],
    ['a limit and its approximation', 'deeper than 3 thou, about 8 丝', '深度超过8丝（约3 thou）'],
    ['a limit by its name', '0.8 mm is the acceptance limit', '不得超过0.8mm'],
    ['business years and quarters', 'FY26 Q3, the third quarter of 2026', '2026财年三季度，2026年三季度'],
    ['parts of a hundred units', '4 defects per 100 units', '百分之四的不良'],
    ['every other', 'every other day', '每两天一次'],
    ['two numbers side by side', '2 or 3 samples, 20 to 30 pcs', '两三个样品，二三十个'],
    ['spoken times of day', 'at 3 pm, at 8:30 am', '下午三点，早上八点半'],
    ['a difference', '5 mm longer than the 30 mm sample', '比30mm的样品长5mm'],
    ['a few more', 'more than 100 units, some 50 sets', '一百多台，五十来套'],
    ['a unit said of another number', '30 N, we need 80 or so', '30N，要80N左右'],
    ['a unit said by the point of a code', 'the 1V8 drops to 1.74', '1.8V掉到1.74V'],
    ['a list counted at its end', 'at 0 %, 50 % and 100 %', '0%、50%、100%三点'],
    ['a small count in one language only', 'align the two halves', '对齐上下壳'],
    ['said once of each', 'ten black and ten white', '黑白各10台'],
    ['shares by two figures', '70 to us, 30 to them', '我们七，你们三，三七分'],
    ['kinds with a figure in their name', 'a 2-in-1 sensor on a two-way radio', '对讲机上的二合一传感器'],
    ['every second one', 'every second part', '每两个件'],
    ['a third less', 'down by a third compared to before', '比以前短了三分之一'],
    ['counted hundreds', 'another hundred', '再订一百个'],
    ['the year of both ends', '1 Jan to 30 June 2027', '2027年1月1日至6月30日'],
    [
      'a limit said of a list',
      'at least 40 V and 2 A, iOS 16 and Android 10 or later',
      '不低于40V、不小于2A，iOS 16及以上、安卓10及以上',
    ],
    ['a point that is reached', 'charge up to 4.2 V', '充电至4.2V'],
    ['parts of rules', 'FCC Part 15', 'FCC第15部分'],
    ['several parts of rules', '47 CFR Parts 15, 22 and 27', '47 CFR Part 15、22、27'],
    ['hardness with its scale first', '70 Shore A', '邵氏A70'],
    ['vague in both', 'about one unit in thirty', '大概三十台一台'],
    ['nothing at all', '', ''],
  ])('%s', (_, en, zh) => {
    expect(told(en, zh)).toEqual([])
  })

  test.each([
    ['at least 5 V', '不小于5V'],
    ['no less than 5 V', '不低于5V'],
    ['5 V min', '至少5V'],
    ['a minimum of 5 V', '≥5V'],
    ['5 V or more', '5V以上'],
    ['above 5 V', '5V以上'],
    ['at most 5 V', '不超过5V'],
    ['shall not exceed 5 V', '不得大于5V'],
    ['up to 5 V', '最高5V'],
    ['5 V max.', '≤5V'],
    ['5 V or below', '5V及以下'],
    ['less than 5 V', '小于5V'],
    ['under 5 V', '低于5V'],
    ['more than 5 V', '超过5V'],
    ['exceeds 5 V', '大于5V'],
    ['about 5 V', '约5V'],
    ['~5 V', '5V左右'],
    ['within 5 s', '5秒以内'],
    ['no scratches longer than 5 mm', '划痕长度不超过5mm'],
    ['must not drop below 5 V', '不得降到5V以下'],
    ['shall not rise above 5 V', '不得升至5V以上'],
    ['must not be used below 5 V', '不得在5V以下使用'],
    ['5 V or colder', '5V或更低'],
    ['data older than 5 months', '5个月以前的数据'],
  ])('%s is %s', (en, zh) => {
    expect(told(en, zh)).toEqual([])
  })
})

describe('differs', () => {
  test.each([
    ['number', 'The voltage is 3.3 V.', '电压为3.5V。', '3.3 V', '3.5V'],
    ['unit', '15 µA in sleep', '休眠15mA', '15 µA', '15mA'],
    ['unit', 'torque 10 lb-ft', '扭力10N·m', '10 lb-ft', '10N·m'],
    ['unit', '-40 °C', '-40℉', '-40 °C', '-40℉'],
    ['unit', '5 per minute', '每小时5', '5', '5'],
    ['sign', 'at −20 °C', '20℃时', '−20 °C', '20℃'],
    ['tolerance', '5 V ± 5 %', '5V±3%', '± 5 %', '±3%'],
    ['tolerance', 'within ±2 mm', '2mm以内', '±2 mm', '2mm'],
    ['comparator', 'at least 5 V', '不大于5V', '5 V', '5V'],
    ['comparator', 'less than 5 V', '≤5V', '5 V', '5V'],
    ['comparator', 'about 5 V', '5V', '5 V', '5V'],
    ['range', '-20 to 60 °C', '-20~55℃', '-20 to 60 °C', '-20~55℃'],
    ['partNumber', 'U1 is TPS62840DLCR', 'U1为TPS62842DLCR', 'TPS62840DLCR', 'TPS62842DLCR'],
    ['designator', 'remove R12', '去掉R21', 'R12', 'R21'],
    ['standard', 'per GB/T 2423.1-2008', '按GB/T 2423.1-2018', 'GB/T 2423.1-2008', 'GB/T 2423.1-2018'],
    ['code', 'rated IP67', '防护等级IP65', 'IP67', 'IP65'],
    ['sign', '20 degrees below zero', '20度', '20 degrees below zero', '20度'],
    ['date', 'June 3 to 7', '6月3日至8日', 'June 3 to 7', '6月3日至8日'],
    ['date', 'by September', '10月前', 'September', '10月'],
    ['number', '0.1 mm', '10丝（0.2mm）', '', '0.2mm'],
    ['standard', '802.11b/g/n', '802.11b/g/ax', '802.11b/g/n', '802.11b/g/ax'],
    ['code', 'pack 10S4P', '10串5并', '10S4P', '10串5并'],
    ['unit', '42 seconds, we need 36.', '42秒，要做到36分钟。', '36', '36分钟'],
    ['number', 'two and a half hours', '三个半小时', 'two and a half hours', '三个半小时'],
    ['comparator', 'must not drop below 5 V', '不得降到5V以上', '5 V', '5V'],
    ['comparator', 'at least 5 V', '最多达到5V', '5 V', '5V'],
    ['comparator', 'older than 1.2.0', '高于1.2.0', '1.2.0', '1.2.0'],
    ['standard', 'ISO 2768-mK', 'ISO 2768-fH', 'ISO 2768-mK', 'ISO 2768-fH'],
    ['path', 'topic ota/v1/notify', '主题ota/v1/notice', 'ota/v1/notify', 'ota/v1/notice'],
    ['path', 'site/17/cmd', 'site/71/cmd', 'site/17/cmd', 'site/71/cmd'],
    ['version', 'firmware v1.4.2', '固件v1.4.3', 'v1.4.2', 'v1.4.3'],
    ['comparator', 'v1.4.2 or later', 'v1.4.2及以下', 'v1.4.2', 'v1.4.2'],
    ['url', 'see https://a.example/x.', '参见https://a.example/y。', 'https://a.example/x', 'https://a.example/y'],
    ['path', 'topic dev/{id}/up', '主题dev/{id}/down', 'dev/{id}/up', 'dev/{id}/down'],
    ['date', 'by 2026-10-15', '2026年10月25日前', '2026-10-15', '2026年10月25日'],
    ['time', 'at 03:00', '4点整', '03:00', '4点整'],
    ['unit', '30 N, we need 80 pcs', '30N，要80N', '80 pcs', '80N'],
    ['number', 'press twice, then wait two cycles', '按一次，再等三个循环', 'two cycles', '三个循环'],
    ['comparator', 'at least 40 V and 2 A', '不低于40V、不大于2A', '2 A', '2A'],
    ['number', 'ten black and twelve white', '黑白各10台', 'twelve', ''],
    ['number', 'a two-layer board', '三层板', '', '三'],
    ['number', '3 and a half hours', '三小时', '3 and a half hours', '三小时'],
    ['negation', 'It must not sleep while charging.', '充电时必须休眠。', 'must not', ''],
  ])('%s: %s / %s', (kind, en, zh, inEnglish, inChinese) => {
    expect(told(en, zh)).toEqual([[kind, inEnglish, inChinese]])
  })

  test('in how often a figure occurs', () => {
    expect(kinds('5 V and 5 V', '5V')).toEqual(['number'])
    expect(checkParity('5 V', '5V，5V').findings).toEqual([
      { kind: 'number', code: 'onlyZh', params: { en: '', zh: '5V' }, en: null, zh: { start: 3, end: 5, text: '5V' } },
    ])
  })

  test('one finding for one detail, where it stands in the texts as given', () => {
    expect(checkParity('Charge at 0 to 45 °C, ５ W.', '充电：５Ｗ，０～４０℃。').findings).toEqual([
      {
        kind: 'range',
        code: 'differs.range',
        params: { en: '0 to 45 °C', zh: '０～４０℃' },
        en: { start: 10, end: 20, text: '0 to 45 °C' },
        zh: { start: 6, end: 11, text: '０～４０℃' },
      },
    ])
  })
})

test('equal values in different units are told, but are no difference', () => {
  const report = checkParity('thickness 0.5 mm', '厚度500μm')
  expect(report).toMatchObject({
    ok: true,
    findings: [],
    notes: [{ code: 'sameValue', params: { en: '0.5 mm', zh: '500μm' } }],
  })
  expect(checkParity('0.05 mm', '5丝').notes).toEqual([])
  expect(checkParity('0.5 mm', '50μm').ok).toBe(false)
})

test('characters outside the basic plane do not shift a finding', () => {
  const [finding] = checkParity('🔋🔋 5 V', '🔋🔋 6V').findings
  expect([finding?.en, finding?.zh]).toEqual([
    { start: 5, end: 8, text: '5 V' },
    { start: 5, end: 7, text: '6V' },
  ])
})

test('words that name properties of objects are words', () => {
  expect(checkParity('constructor toString five valueOf hundred __proto__ hasOwnProperty', '五百').ok).toBe(false)
  expect(checkParity('two constructor', '2个constructor').ok).toBe(true)
})
