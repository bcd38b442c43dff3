import { demoEmailDomain } from '@/server/domains/people/rules/email'
import type { Names } from '@/server/domains/people/rules/names'
import type { MemberRole, OrgKind } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'

export type CastOrg = Readonly<{
  kind: OrgKind
  legalNameEn: string
  legalNameZh: string
  country: string
  city: string
  timeZone: string
  currency: string
  uscc: string | null
  listed: boolean
  website: string
  about: Readonly<{ source: Language; en: string; zh: string }>
}>

/** Invented firms; the credit codes carry valid check digits and belong to nobody. */
export const castOrgs = {
  wrenlow: {
    kind: 'brand',
    legalNameEn: 'Wrenlow Home, Inc.',
    legalNameZh: '雷恩洛家居公司',
    country: 'US',
    city: 'Oakland, California',
    timeZone: 'America/Los_Angeles',
    currency: 'USD',
    uscc: null,
    listed: false,
    website: 'https://wrenlow.example',
    about: {
      source: 'en',
      en: 'Sensors for homes that look after themselves: leaks, air and water.',
      zh: '为家庭提供漏水、空气和用水监测的传感器品牌。',
    },
  },
  lanyu: {
    kind: 'manufacturer',
    legalNameEn: 'Shenzhen Lanyu Electronics Co., Ltd.',
    legalNameZh: '深圳市澜榆电子有限公司',
    country: 'CN',
    city: 'Shenzhen 深圳',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    uscc: '91440300MA5TE5T07D',
    listed: true,
    website: 'https://lanyu.example',
    about: {
      source: 'zh',
      zh: '智能家居类 EMS，四条 SMT 产线，含后焊、整机组装和老化测试；通过 ISO 9001、ISO 14001 认证。',
      en: 'EMS for smart-home devices: four SMT lines, hand soldering, box build and burn-in. ISO 9001, ISO 14001.',
    },
  },
  yanqiao: {
    kind: 'manufacturer',
    legalNameEn: 'Zhongshan Yanqiao Precision Manufacturing Co., Ltd.',
    legalNameZh: '中山市砚桥精密制造有限公司',
    country: 'CN',
    city: 'Zhongshan 中山',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    uscc: '91442000MA4W7Q3K5K',
    listed: true,
    website: 'https://yanqiao.example',
    about: {
      source: 'zh',
      zh: '精密注塑与水控阀体，自有模具车间，可做双色注塑、气密和耐压测试。',
      en: 'Precision moulding and valve bodies: tool shop, two-shot moulding, leak and burst testing.',
    },
  },
} as const satisfies Record<string, CastOrg>
export type CastOrgKey = keyof typeof castOrgs

export type CastPerson = Names &
  Readonly<{ org: CastOrgKey; role: MemberRole; email: string; honorific: string; locale: Language; timeZone: string }>

const american = (org: CastOrgKey, role: MemberRole, givenNameEn: string, familyNameEn: string): CastPerson => ({
  org,
  role,
  email: `${givenNameEn.toLowerCase()}@${demoEmailDomain}`,
  familyNameZh: '',
  givenNameZh: '',
  familyNameEn,
  givenNameEn,
  honorific: '',
  locale: 'en',
  timeZone: 'America/Los_Angeles',
})

type ChineseName = Readonly<{ mailbox: string; family: string; given: string; english?: string; honorific: string }>
const chinese = (org: CastOrgKey, role: MemberRole, name: ChineseName): CastPerson => ({
  org,
  role,
  email: `${name.mailbox}@${demoEmailDomain}`,
  familyNameZh: name.family,
  givenNameZh: name.given,
  familyNameEn: '',
  givenNameEn: name.english ?? '',
  honorific: name.honorific,
  locale: 'zh',
  timeZone: 'Asia/Shanghai',
})

/** Who plays: the order is the order in which the sign-in page offers them, one of each side first. */
export const cast = {
  daniel: american('wrenlow', 'engineer', 'Daniel', 'Okafor'),
  wang: chinese('lanyu', 'engineer', {
    mailbox: 'wanglei',
    family: '王',
    given: '磊',
    english: 'Leo',
    honorific: '王工',
  }),
  maya: american('wrenlow', 'owner', 'Maya', 'Castellanos'),
  priya: american('wrenlow', 'purchaser', 'Priya', 'Raman'),
  hannah: american('wrenlow', 'quality', 'Hannah', 'Weiss'),
  chen: chinese('lanyu', 'owner', { mailbox: 'chenguodong', family: '陈', given: '国栋', honorific: '陈总' }),
  li: chinese('lanyu', 'sales', {
    mailbox: 'lixuemei',
    family: '李',
    given: '雪梅',
    english: 'Sherry',
    honorific: '李经理',
  }),
  zhao: chinese('lanyu', 'quality', { mailbox: 'zhaomin', family: '赵', given: '敏', honorific: '赵工' }),
  he: chinese('yanqiao', 'owner', {
    mailbox: 'hejunjie',
    family: '何',
    given: '俊杰',
    english: 'Jack',
    honorific: '何总',
  }),
} as const satisfies Record<string, CastPerson>
export type CastKey = keyof typeof cast

/** Published on the sign-in page and in the terminal of a demo, and worth nothing anywhere else. */
export const demoPassword = 'tenon-and-mortise-26'
