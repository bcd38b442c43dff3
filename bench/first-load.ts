import { paths } from '@/app/_lib/paths'
import { scaleBom } from '@/db/seed/scale'
import { scriptsOf, scriptWeights } from '@/e2e/pages/first-load'
import { clientOf } from './client'
import { uploadBom, type BomOfSize } from './boms'
import type { SpecOfSize } from './specs'
import type { Stage } from './stage'

/** Bytes of script a browser fetches before a page works, gzip. */
export type FirstLoad = Readonly<{ route: string; scripts: number; bytes: number }>

/** Pages by their route, as a visitor and as a signed-in person meets them. Links that are worth nothing show a page too. */
async function addresses(
  stage: Stage,
  { bomId }: BomOfSize,
  { specId }: SpecOfSize,
): Promise<{ route: string; path: string; signedIn: boolean }[]> {
  const { productId } = stage
  const [token, importId] = ['x'.repeat(43), await uploadBom(stage, Buffer.from(scaleBom(50)))]
  const visitor = {
    '/sign-in': paths.signIn(),
    '/sign-up': paths.signUp(),
    '/confirm-sign-up': paths.confirmSignUp(token),
    '/forgot-password': paths.forgotPassword(),
    '/reset-password': paths.resetPassword(token),
    '/sign-in-link': paths.signInLink(),
    '/magic-link': paths.magicLink(token),
    '/invitations/[token]': paths.invitation(token),
    '/partner-invitations/[invitation]': paths.partnerInvitation(token),
  }
  const portal: Record<string, string> = {
    '/': paths.home(),
    '/welcome': paths.welcome(),
    '/verify-email': paths.verifyEmail(token),
    '/products': paths.products(),
    '/products/new': paths.newProduct(),
    '/products/[product]': paths.product(productId),
    '/products/[product]/partners': paths.partners(productId),
    '/products/[product]/threads': paths.threads(productId),
    '/products/[product]/boms': `${paths.boms(productId)}?all=1`,
    '/products/[product]/boms/import': paths.newImport(productId),
    '/products/[product]/boms/import/[import]': paths.bomImport(productId, importId),
    '/products/[product]/boms/[bom]': paths.bom(productId, bomId),
    '/products/[product]/boms/[bom]/structure': paths.bomStructure(productId, bomId),
    '/products/[product]/boms/[bom]/variants': paths.bomVariants(productId, bomId),
    '/products/[product]/boms/[bom]/mbom': paths.bomMbom(productId, bomId),
    '/products/[product]/boms/[bom]/cost': paths.bomCost(productId, bomId),
    '/products/[product]/boms/[bom]/supply': paths.bomSupply(productId, bomId),
    '/products/[product]/boms/[bom]/compare': paths.bomCompare(productId, bomId),
    '/products/[product]/boms/[bom]/substitutions': paths.substitutions(productId, bomId),
    '/products/[product]/boms/[bom]/match': paths.bomMatch(productId, bomId),
    '/products/[product]/boms/[bom]/placements': paths.placements(productId, bomId),
    '/products/[product]/changes': paths.changes(productId),
    '/parts': paths.parts(),
    '/parts/import': paths.partImport(),
    '/parts/rates': paths.exchangeRates(),
    '/parts/cross-references': paths.crossReferences(),
    '/products/[product]/specs': paths.specs(productId),
    '/products/[product]/specs/[spec]': paths.spec(productId, specId),
    '/products/[product]/specs/[spec]/contract': paths.contract(productId, specId),
    '/products/[product]/specs/[spec]/compare': paths.specCompare(productId, specId),
    '/products/[product]/specs/[spec]/redlines': paths.redlines(productId, specId),
    '/products/[product]/specs/[spec]/read-back': paths.readBacks(productId, specId),
    '/products/[product]/firmware': paths.firmware(productId),
    '/products/[product]/files': paths.designs(productId),
    '/products/[product]/packages': paths.packages(productId),
    '/products/[product]/golden': paths.goldens(productId),
    '/products/[product]/firmware/flashing': paths.flashing(productId),
    '/products/[product]/gates': paths.gates(productId),
    '/inbox': paths.inbox(),
    '/translations': paths.translations(),
    '/search': paths.search(''),
    '/manufacturers': paths.manufacturers(),
    ...Object.fromEntries(Object.values(paths.settings).map((path) => [path(), path()])),
  }
  return [
    ...Object.entries(visitor).map(([route, path]) => ({ route, path, signedIn: false })),
    ...Object.entries(portal).map(([route, path]) => ({ route, path, signedIn: true })),
  ]
}

/** Adds up the scripts each page's HTML names. */
export async function measureFirstLoad(stage: Stage, bom: BomOfSize, spec: SpecOfSize): Promise<FirstLoad[]> {
  const visitor = clientOf(stage.port)
  const weightOf = scriptWeights(async (src) => (await visitor.ask(src)).body)
  try {
    const found: FirstLoad[] = []
    for (const { route, path, signedIn } of await addresses(stage, bom, spec)) {
      const answer = await (signedIn ? stage.client : visitor).ask(path).catch(() => null)
      if (answer?.status !== 200) throw new Error(`${route} did not answer with a page`)
      const html = answer.body.toString()
      found.push({ route, scripts: scriptsOf(html).length, bytes: await weightOf(html) })
    }
    return found
  } finally {
    visitor.close()
  }
}
