import type { Disposition, EqOutcome } from '@/server/domains/threads/rules/engineering-query'
import type { Talk, Utterance } from './talks'

/** An engineering query of the story. `evidence` names files under `db/seed/evidence`. */
export type Query = Pick<Talk, 'about'> &
  Readonly<{
    title: Readonly<{ en: string; zh: string }>
    disposition: Disposition
    evidence: readonly string[]
    proposal: Utterance
    decision?: Utterance & Readonly<{ outcome: EqOutcome }>
  }>

export const queries: readonly Query[] = [
  {
    about: { kind: 'bomLine', bom: 'housing', has: 'LY-201-0006' },
    title: {
      zh: '密封槽深 1.23 mm，密封圈压缩率只有 18%，BOM 要求 25%',
      en: 'Seal groove is 1.23 mm deep: 18 % compression instead of the 25 % in the BOM',
    },
    disposition: 'deviate',
    evidence: ['seal-groove-t1.csv'],
    proposal: {
      by: 'zhao',
      hoursAgo: 96,
      source: 'zh',
      zh: 'T1 试模 20 套，槽深实测 1.22–1.24 mm（图纸 1.125 mm），压缩率 17–19%。IP54 淋水 10 min，20 套全部通过，数据见附件。建议 DVT 60 套照用；模具已安排修模，PVT 前恢复到 1.125 mm。',
      en: 'T1 shots, 20 sets: groove 1.22–1.24 mm deep (drawing 1.125 mm), compression 17–19 %. IP54 spray, 10 min: all 20 passed, data attached. We propose to use them for the 60 DVT units; the tool is being corrected and will be back at 1.125 mm before PVT.',
    },
    decision: {
      by: 'hannah',
      hoursAgo: 83,
      source: 'en',
      outcome: 'deviation',
      en: 'Accepted for the 60 DVT units only. Mark the lot on the traveller, and send T2 groove depths of 20 sets before PVT. The BOM stays at 25 %.',
      zh: '仅 DVT 60 套接受。流程卡上请标明该批次；PVT 前提供 T2 的 20 套槽深数据。BOM 仍为 25%。',
    },
  },
  {
    about: { kind: 'bomLine', bom: 'board', has: 'USB4105-GF-A' },
    title: {
      zh: 'J1 焊盘距 V-cut 仅 0.3 mm，分板时焊点可能开裂',
      en: 'J1 pads are 0.3 mm from the V-cut: joints may crack when the panel is split',
    },
    disposition: 'changeDocument',
    evidence: [],
    proposal: {
      by: 'wang',
      hoursAgo: 22,
      source: 'zh',
      zh: '我司 V-cut 要求焊盘离板边不小于 0.5 mm，J1 的固定脚焊盘只有 0.3 mm。建议 J1 一侧改为 3 处邮票孔，其余边保持 V-cut；DVT 这批先用铣刀分板，不另收费。请确认是否改拼板图。',
      en: 'For V-cut we need pads at least 0.5 mm from the edge; the shell pads of J1 are at 0.3 mm. We propose 3 break-off tabs on the side of J1 and V-cut elsewhere. The DVT lot is routed instead, at no charge. Please confirm the change of the panel drawing.',
    },
  },
]
