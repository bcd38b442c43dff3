/** A browser and its system by their own names, which are the same in every language; empty where unknown. */
export type Device = Readonly<{ browser: string; system: string; phone: boolean }>

/** First match wins: most browsers also claim to be others. */
const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger\//, 'WeChat'],
  [/wxwork\//i, 'WeCom'],
  [/DingTalk/i, 'DingTalk'],
  [/Lark\/|Feishu\//, 'Feishu'],
  [/EdgA?\/|EdgiOS\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/QQBrowser\//, 'QQ Browser'],
  [/UCBrowser\//, 'UC Browser'],
  [/HuaweiBrowser\//, 'Huawei Browser'],
  [/MiuiBrowser\//, 'Mi Browser'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]
const systems: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows NT/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

/** What a `User-Agent` header says in words a person knows. Only for showing; never a decision. */
export function describeDevice(userAgent: string): Device {
  const named = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
  return {
    browser: named(browsers),
    system: named(systems),
    phone: /Mobile|iPhone|Android(?!.*Tablet)/.test(userAgent),
  }
}

/** `Chrome · Windows`, for mails; empty where nothing is known. */
export const deviceText = ({ browser, system }: Device): string => [browser, system].filter(Boolean).join(' · ')
