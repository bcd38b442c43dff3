import type { Language } from '@/server/kernel/bilingual'
import type { CastKey } from './cast'

export type BomKey = 'board' | 'housing' | 'assembly'

export type Utterance = Readonly<{
  by: CastKey
  hoursAgo: number
  source: Language
  en?: string
  zh?: string
  mentions?: readonly CastKey[]
}>

/** A question of the story and what became of it. `{+12}` in a text is the day twelve days after the story is told. Who spoke last has read everything; `seenBy` names who else did. */
export type Talk = Readonly<{
  about:
    | Readonly<{ kind: 'product' }>
    | Readonly<{ kind: 'bom'; bom: BomKey }>
    /** `has` is a word that only the wanted line contains. */
    | Readonly<{ kind: 'bomLine'; bom: BomKey; has: string }>
  /** Inside the brand where false. */
  withFactory: boolean
  posts: readonly [Utterance, ...Utterance[]]
  resolved?: Readonly<{ by: CastKey; hoursAgo: number }>
  seenBy?: readonly CastKey[]
}>

export const talks: readonly Talk[] = [
  {
    about: { kind: 'bomLine', bom: 'board', has: 'W25Q64JVSNIQ' },
    withFactory: true,
    posts: [
      {
        by: 'wang',
        hoursAgo: 172,
        source: 'zh',
        zh: 'U10 的 W25Q64JVSNIQ 现在原厂交期 14 周，赶不上 DVT。深圳有兆易 GD25Q64ETIGR 现货（SOP-8 150 mil，引脚和指令兼容），可以作为二供吗？',
        en: 'U10 W25Q64JVSNIQ now has a lead time of 14 weeks from Winbond and will miss DVT. GD25Q64ETIGR is in stock in Shenzhen (SOP-8 150 mil, pin and command compatible). Can we use it as a second source?',
      },
      {
        by: 'daniel',
        hoursAgo: 161,
        source: 'en',
        en: 'Fine electrically. Two things to check first: the quad-enable bit is off by default on the GD part, and our bootloader reads the JEDEC ID. Could you build five boards with it and run the OTA test from the fixture?',
        zh: '电气上没问题，但要先确认两点：GD 料的 QE 位默认关闭；另外我们的引导程序会读 JEDEC ID。可以先做 5 片，用治具跑一遍 OTA 测试吗？',
      },
      {
        by: 'wang',
        hoursAgo: 98,
        source: 'zh',
        zh: '5 片已完成，OTA 升级各 20 次，全部通过；QE 位由引导程序置位，JEDEC ID C8 40 17 已加入白名单。',
        en: 'Five boards done, 20 OTA updates each, all passed. The bootloader sets QE; JEDEC ID C8 40 17 is now on the allow list.',
      },
      {
        by: 'daniel',
        hoursAgo: 90,
        source: 'en',
        en: 'Approved as second source for DVT. I will add it as an alternate in the next revision.',
        zh: '批准作为 DVT 的二供，下一版 BOM 会写进替代料。',
      },
    ],
    resolved: { by: 'daniel', hoursAgo: 90 },
    seenBy: ['wang', 'li', 'priya'],
  },
  {
    about: { kind: 'bomLine', bom: 'board', has: 'LQG15HS3N3S02D' },
    withFactory: true,
    posts: [
      {
        by: 'daniel',
        hoursAgo: 70,
        source: 'en',
        en: 'L2, C21 and C24 are still the values from the EVT housing. Please measure S11 on three assembled DVT units, batteries in, lid closed, 2.40 to 2.48 GHz. Target is better than −10 dB over the band.',
        zh: 'L2、C21、C24 还是 EVT 外壳下的取值。请在三台装好电池、合盖的 DVT 样机上测 S11，频段 2.40–2.48 GHz，目标全频段优于 −10 dB。',
        mentions: ['wang'],
      },
      {
        by: 'wang',
        hoursAgo: 3,
        source: 'zh',
        zh: '三台 DVT 样机测完：2.44 GHz 处 −14 dB，但 2.48 GHz 只有 −7.8 dB，合盖后谐振点往低偏了约 25 MHz。建议 L2 由 3.3 nH 改为 2.7 nH，C24 由 1.5 pF 改为 1.2 pF，复测三台都在 −11 dB 以下。请确认是否改 BOM。',
        en: '',
        mentions: ['daniel'],
      },
    ],
    seenBy: ['li'],
  },
  {
    about: { kind: 'bomLine', bom: 'board', has: 'SCD41-D-R2' },
    withFactory: true,
    posts: [
      {
        by: 'zhao',
        hoursAgo: 49,
        source: 'zh',
        zh: 'U4（SCD41）规格书要求只过一次回流、禁止清洗。主板是双面贴，想先贴 B 面，U4、U3 都放在 A 面最后过炉，整板不清洗，可以吗？',
        en: 'The SCD41 data sheet (U4) allows one reflow pass and no washing. The board is double-sided: we would run side B first, place U4 and U3 on side A in the last pass, and not wash the board at all. Acceptable?',
      },
      {
        by: 'hannah',
        hoursAgo: 38,
        source: 'en',
        en: 'Yes, that order is right. Please keep the membrane cover on until after conformal coating, and add a check to the traveller that side A is always last.',
        zh: '同意，就按这个顺序。防护膜请在涂完三防漆后再撕，流程卡上加一条“A 面最后过炉”的确认项。',
      },
    ],
    seenBy: ['zhao', 'wang', 'daniel'],
  },
  {
    about: { kind: 'bomLine', bom: 'board', has: 'APTF1616LSEEZGQBDC' },
    withFactory: true,
    posts: [
      {
        by: 'zhao',
        hoursAgo: 21,
        source: 'zh',
        zh: 'D5 这颗 RGB 灯分 BIN 会有色差，导光柱上看得出来。PVT 前需要你们定 BIN 代码和限度样，绿光主波长建议卡在 520–525 nm。什么时候可以给？',
        en: '',
        mentions: ['daniel', 'hannah'],
      },
    ],
    seenBy: ['wang'],
  },
  {
    about: { kind: 'bomLine', bom: 'board', has: 'R26' },
    withFactory: true,
    posts: [
      {
        by: 'wang',
        hoursAgo: 140,
        source: 'zh',
        zh: 'R25 和 R26 是二选一吗？BOM 上 R26 和 ANT1 都标了不贴，天线走模组自带的？',
        en: 'Are R25 and R26 either-or? R26 is DNP and so is ANT1: does the antenna path stay on the module?',
      },
      {
        by: 'daniel',
        hoursAgo: 137,
        source: 'en',
        en: 'Correct. R25 fitted uses the module antenna; R26 with ANT1 is the external variant, which we do not build for now.',
        zh: '对。贴 R25 用模组天线；R26 配 ANT1 是外置天线版本，目前不做。',
      },
    ],
    resolved: { by: 'wang', hoursAgo: 136 },
    seenBy: ['daniel', 'wang'],
  },
  {
    about: { kind: 'bomLine', bom: 'housing', has: 'LR6' },
    withFactory: true,
    posts: [
      {
        by: 'li',
        hoursAgo: 27,
        source: 'zh',
        zh: '电池写的是“客供品牌待定”。上线前要排包装，最迟 {+12}前需要确认：客供，还是我们代采？代采建议南孚或双鹿，单价可以另报。',
        en: 'The batteries say “customer-supplied, brand to be decided”. Packing is scheduled before the build, so we need to know by {+12}: will you supply them, or shall we buy? We would suggest Nanfu or Sonluk and quote separately.',
        mentions: ['priya'],
      },
    ],
    seenBy: ['chen'],
  },
  {
    about: { kind: 'product' },
    withFactory: true,
    posts: [
      {
        by: 'maya',
        hoursAgo: 118,
        source: 'en',
        en: 'DVT is 60 units. We would like boards on the line by {+15} and finished units in Oakland by {+26}. Can you hold a slot?',
        zh: 'DVT 共 60 台。希望 {+15}前上线，{+26}前整机到奥克兰。可以预留排期吗？',
      },
      {
        by: 'li',
        hoursAgo: 108,
        source: 'zh',
        zh: '{+15}前产线已排满，排期留在：{+17} SMT，{+19} 组装，{+22} 老化和终检，{+23} 空运，{+26}前可到。前提是 U10 替代料和 D5 的 BIN 在 {+10}前确认。',
        en: 'The line is full until {+15}. Slot reserved: SMT on {+17}, assembly on {+19}, burn-in and final inspection on {+22}, air freight on {+23}, which still makes {+26}. This needs the U10 alternate and the D5 bins confirmed by {+10}.',
      },
      {
        by: 'maya',
        hoursAgo: 88,
        source: 'en',
        en: 'Good, that works. U10 is settled on its BOM line; Hannah takes the bins.',
        zh: '可行，就按这个排期。U10 已在对应物料行确认，D5 的 BIN 由 Hannah 负责。',
        mentions: ['hannah'],
      },
    ],
    seenBy: ['li', 'wang', 'chen', 'daniel', 'priya'],
  },
  {
    about: { kind: 'bom', bom: 'board' },
    withFactory: false,
    posts: [
      {
        by: 'priya',
        hoursAgo: 66,
        source: 'en',
        en: 'The CO₂ sensor alone is $18.40 of roughly $42 in parts. At a $79 retail price that does not work. Could CO₂ move to a Pro version and stay unpopulated here?',
        mentions: ['daniel', 'maya'],
      },
      {
        by: 'daniel',
        hoursAgo: 64,
        source: 'en',
        en: 'Layout-wise yes: U4 is an island, DNP costs us nothing. Firmware already detects it at boot.',
      },
      {
        by: 'maya',
        hoursAgo: 44,
        source: 'en',
        en: 'Let us decide after DVT. Please do not mention it to the factory before we have Pro volumes.',
      },
    ],
    seenBy: ['daniel', 'priya'],
  },
]
