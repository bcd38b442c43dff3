import type { Vertical } from '@/server/domains/products/rules'
import { sections } from '../rules/requirement'
import type { CloudContract } from '../contracts/contract'
import { baseFile, exampleFile, verticalFile, type VerticalFile } from './file'
import type { Template, TemplateRequirement } from './template'

/** Read on first use: nobody needs them to run. */
const files: Readonly<Record<Vertical, () => Promise<{ default: unknown }>>> = {
  wearable: () => import('./wearable.json'),
  car: () => import('./car.json'),
  home: () => import('./home.json'),
  city: () => import('./city.json'),
  industrial: () => import('./industrial.json'),
}

/**
 * What a specification of a product begins with: what every connected device needs, what its vertical adds, and what its
 * sub-vertical adds or leaves out. An unknown sub-vertical adds nothing. A template is about 55 requirements.
 */
export async function templateFor(vertical: Vertical, subVertical: string | null): Promise<Template> {
  const [base, own] = await Promise.all([import('./common.json'), files[vertical]()])
  return assemble(vertical, baseFile.parse(base.default).requirements, verticalFile.parse(own.default), subVertical)
}

/** A contract to look at and to change: one broker, readings up, commands down. */
export const exampleContract = async (): Promise<CloudContract> =>
  exampleFile.parse((await import('./example.json')).default).contract

function assemble(
  vertical: Vertical,
  base: readonly TemplateRequirement[],
  file: VerticalFile,
  subVertical: string | null,
): Template {
  const special =
    subVertical !== null && Object.hasOwn(file.subVerticals, subVertical) ? file.subVerticals[subVertical] : undefined
  const usual = overlay(base, file.requirements).filter(({ title }) => !special?.without.includes(title.en))
  const all = overlay(usual, special?.requirements ?? [])
  return {
    vertical,
    requirements: sections.flatMap((section) => all.filter((requirement) => requirement.section === section)),
    contract: file.contract,
  }
}

/** More requirements; one of the same title says it otherwise, in the same place. */
function overlay(under: readonly TemplateRequirement[], over: readonly TemplateRequirement[]): TemplateRequirement[] {
  const byTitle = new Map(under.map((requirement) => [requirement.title.en, requirement]))
  for (const requirement of over) byTitle.set(requirement.title.en, requirement)
  return [...byTitle.values()]
}
