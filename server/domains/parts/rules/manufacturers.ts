/** Names one maker goes by, the first being the common one (rules §11). */
const ALIASES = [
  'YAGEO|国巨',
  'Murata|村田|Murata Electronics',
  'TDK|东电化|TDK Corporation',
  'Samsung|Samsung Electro-Mechanics|三星电机|三星|SEMCO',
  'UNI-ROYAL|厚声|UniOhm|Uniroyal',
  'FH|风华|Fenghua',
  'CCTC|三环',
  'TI|Texas Instruments|德州仪器',
  'ST|STMicroelectronics|意法|意法半导体',
  'NXP|恩智浦|NXP Semiconductors',
  'Espressif|乐鑫|Espressif Systems',
  'GigaDevice|兆易创新',
  'WCH|沁恒',
  'Nordic|诺迪克|Nordic Semiconductor',
  'onsemi|安森美|ON Semiconductor|ON',
  'Diodes|美台|Diodes Incorporated|Diodes Inc',
  'Nexperia|安世',
  'Molex|莫仕',
  'JST|日压',
  'HRS|Hirose|广濑',
  'Panasonic|松下',
  'Vishay|威世',
  'Microchip|微芯',
  'Infineon|英飞凌',
  'ADI|Analog Devices|亚德诺',
  'KEMET|基美',
  'Rohm|罗姆',
  'Winbond|华邦',
]

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9\u3400-\u9fff]/g, '')
const BY_NAME = new Map(
  ALIASES.flatMap((list) => list.split('|').map((name) => [fold(name), list.split('|')[0] ?? name] as const)),
)

/** One spelling per maker, for comparing only: `DIODES(美台)`, `Diodes Inc.` and `美台` agree. */
export function sameManufacturer(name: string): string {
  const bracket = /^(.*?)[(（](.*?)[)）]\s*$/.exec(name)
  for (const candidate of bracket === null ? [name] : [bracket[1] ?? '', bracket[2] ?? '', name]) {
    const known = BY_NAME.get(fold(candidate))
    if (known !== undefined) return known
  }
  return fold(bracket?.[1] ?? name)
}
