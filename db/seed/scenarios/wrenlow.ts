import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { projectRoot } from '@/db/root'
import { bomImports, bomRevisions, boms } from '@/db/schema/boms'
import { products } from '@/db/schema/products'
import { storeImport } from '@/server/domains/boms/commands/commit-import'
import { uploadImport } from '@/server/domains/boms/commands/upload-import'
import { requireImport } from '@/server/domains/boms/queries/access'
import { readAccepted } from '@/server/domains/boms/reading/accepted'
import { inviteMember } from '@/server/domains/orgs/commands/invite-member'
import { createProduct } from '@/server/domains/products/commands/create-product'
import { invitePartner } from '@/server/domains/products/commands/invite-partner'
import { backdate, type Stage } from '../stage'
import { castOrgs } from './cast'
import { changeThings } from './changes'
import { agreeOnCloud } from './cloud'
import { keepLibraries } from './library'
import { acceptPartnership } from './partnership'
import { introduce, type Actors, type Orgs } from './people'
import { converse } from './converse'
import { validateDesign, validateEngineering } from './gates'
import { nameParts } from './numbers'
import { repackSensor } from './packaging'
import { releaseBoard } from './releases'
import { shareDesigns } from './designs'
import { shareHousing } from './housing'
import { agreeOnBuild } from './golden'
import { handOut } from './packages'
import { registerFirmware } from './firmware'
import { flashPilot } from './flashing'
import { specifySensor } from './specification'
import { chooseSupply, sendParts } from './supply'
import { reckonAtFactory, structureSensor } from './structure'
import { agreeOnWords } from './words'
import type { BomKey } from './talks'

/**
 * The story of the demo: Wrenlow of Oakland develops a leak and air sensor, Lanyu of Shenzhen builds it and asks what
 * factories ask. A second product is still an idea, and another factory has been invited to it and has not answered.
 */
export async function tellWrenlow(stage: Stage): Promise<void> {
  const { actors, orgIds } = await introduce(stage)
  await keepLibraries(stage, actors)
  const sensor = await developSensor(stage, actors)
  const imported = await importBoms(stage, actors, sensor)
  await shareWithFactory(stage, actors, orgIds, sensor)
  await shareDesigns(stage, actors, orgIds, sensor)
  await shareHousing(stage, actors, sensor)
  await structureSensor(stage, actors, imported)
  await reckonAtFactory(stage, actors, imported)
  await chooseSupply(stage, { actors, boms: imported })
  await sendParts(stage, { actors, orgIds, boms: imported })
  await nameParts(stage, actors, orgIds, { productId: sensor, boardId: imported.board, housingId: imported.housing })
  await specifySensor(stage, actors, sensor)
  await agreeOnCloud(stage, actors, orgIds, sensor)
  await agreeOnWords(stage, actors)
  await considerValve(stage, actors, orgIds)
  await stage.as(actors.maya, 20, (ctx) =>
    inviteMember(ctx, { email: 'tomas.lindqvist@wrenlow.example', role: 'engineer' }),
  )
  await releaseBoard(stage, actors, imported.board)
  await handOut(stage, actors, orgIds, { productId: sensor, boardId: imported.board })
  await validateDesign(stage, actors, orgIds, sensor)
  await changeThings(stage, { actors, orgIds, productId: sensor, boardId: imported.board })
  await registerFirmware(stage, actors, { productId: sensor, boardId: imported.board })
  await flashPilot(stage, actors, { productId: sensor, orgIds })
  await converse(stage, { actors, orgIds, productId: sensor, boms: imported })
  await repackSensor(stage, actors, { productId: sensor, bomId: imported.housing })
  await agreeOnBuild(stage, actors, orgIds, sensor)
}

async function developSensor(stage: Stage, actors: Actors): Promise<string> {
  const { maya } = actors
  const { productId } = await stage.as(maya, 24 * 34, (ctx) =>
    createProduct(ctx, {
      name: { en: 'Leak & air sensor', zh: '漏水与空气质量传感器' },
      code: 'WL-20',
      summary: {
        en: 'Battery-powered sensor for kitchens and basements: water at the floor, CO₂, VOC, humidity and temperature. Wi-Fi 6 and Thread.',
        zh: '电池供电，用于厨房和地下室：监测地面漏水、二氧化碳、VOC、温湿度；支持 Wi-Fi 6 与 Thread。',
      },
      vertical: 'home',
      subVertical: 'sensor',
      phase: 'evt',
    }),
  )
  await validateEngineering(stage, actors, productId)
  await backdate(stage, 24 * 9, [[products, eq(products.id, productId)]])
  return productId
}

const files: Record<BomKey, { file: string; name: { en: string; zh: string }; hours: number }> = {
  board: { file: 'wl-20-main-board.csv', name: { en: 'Main board', zh: '主板' }, hours: 24 * 8 + 4 },
  housing: {
    file: 'wl-20-housing-and-packaging.csv',
    name: { en: 'Housing and packaging', zh: '结构件与包材' },
    hours: 24 * 6,
  },
  assembly: {
    file: 'wl-20-final-assembly.csv',
    name: { en: 'Final assembly', zh: '整机总装' },
    hours: 24 * 5 + 22,
  },
}

async function importBoms(stage: Stage, { daniel }: Actors, productId: string): Promise<Record<BomKey, string>> {
  const { storage } = stage.services
  const take = async (key: BomKey) => {
    const { file, name, hours } = files[key]
    const blob = await storage.put(readFileSync(join(projectRoot(), 'db', 'seed', 'boms', file)))
    const bomId = await stage.as(daniel, hours, async (ctx) => {
      const { importId } = await uploadImport(ctx, storage, { productId, bomId: null, fileName: file, blob })
      const { import: uploaded } = await requireImport(ctx, importId)
      return (await storeImport(ctx, await readAccepted(storage, uploaded), { importId, version: 1, name })).bomId
    })
    await backdate(stage, hours, [
      [boms, eq(boms.id, bomId)],
      [bomRevisions, eq(bomRevisions.bomId, bomId)],
      [bomImports, eq(bomImports.bomId, bomId)],
    ])
    return bomId
  }
  return { board: await take('board'), housing: await take('housing'), assembly: await take('assembly') }
}

/** The factory may see the BOM and not its prices. */
async function shareWithFactory(stage: Stage, { maya, chen }: Actors, { lanyu }: Orgs, productId: string) {
  const { invitation } = await stage.as(maya, 24 * 8, (ctx) =>
    invitePartner(ctx, {
      productId,
      to: { kind: 'org', orgId: lanyu },
      grants: ['specs', 'boms', 'files', 'firmware'],
      message: 'The DVT build is 60 units. Please look at the BOM first and ask about anything you cannot source.',
    }),
  )
  await acceptPartnership(stage, chen, 24 * 7 + 16, {
    invitation,
    brand: castOrgs.wrenlow,
    manufacturer: castOrgs.lanyu,
    signerName: '陈国栋',
    signerTitle: '总经理',
  })
}

async function considerValve(stage: Stage, { maya, priya }: Actors, { yanqiao }: Orgs) {
  const { productId } = await stage.as(maya, 24 * 12, (ctx) =>
    createProduct(ctx, {
      name: { en: 'Smart shut-off valve', zh: '智能断水阀' },
      code: 'WV-10',
      summary: {
        en: 'Closes the main when a WL-20 reports water. Motorised ball valve, ¾ and 1 inch.',
        zh: '收到 WL-20 漏水报警后关闭总阀。电动球阀，¾ 英寸和 1 英寸。',
      },
      vertical: 'home',
      subVertical: 'appliance',
      phase: 'concept',
    }),
  )
  await backdate(stage, 24 * 12, [[products, eq(products.id, productId)]])
  await stage.as(priya, 30, (ctx) =>
    invitePartner(ctx, {
      productId,
      to: { kind: 'org', orgId: yanqiao },
      grants: ['specs'],
      message:
        'We are looking for a valve body partner. Before we share drawings, please read and accept the undertaking.',
    }),
  )
}
