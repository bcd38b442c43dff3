'use client'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect, TextInput } from '@/app/_components/ui/field'
import { isComposing } from '@/app/_components/form'
import { useFormat } from '@/app/_lib/format'
import { linkKinds, type LinkKind, type RequirementLink } from '@/server/domains/specs/rules/requirement'
import { BomLineChoice } from './bom-line-choice'
import classes from './links-field.module.css'
import type { Requirement } from './types'

type Props = Readonly<{
  productId: string
  links: readonly RequirementLink[]
  requirements: readonly Requirement[]
  onChange: (links: readonly RequirementLink[]) => void
}>

/** What a requirement points at: other requirements by number, BOM lines, firmware and tests by name. */
export function LinksField({ productId, links, requirements, onChange }: Props) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const listId = useId()
  const [kind, setKind] = useState<LinkKind>('requirement')
  const [typed, setTyped] = useState('')
  const [unknown, setUnknown] = useState(false)
  const put = (link: RequirementLink) => {
    if (!links.some((each) => each.kind === link.kind && each.id === link.id)) onChange([...links, link])
    setTyped('')
    setUnknown(false)
  }
  const add = () => {
    const text = typed.normalize('NFKC').trim()
    if (text === '') return
    if (kind !== 'requirement') return put({ kind, id: text.slice(0, 60), label: text })
    const [code = ''] = text.split(/\s/)
    const found = requirements.find((each) => each.code === code.toUpperCase())
    if (!found) return setUnknown(true)
    put({ kind, id: found.id, label: `${found.code} ${format.text(found.title)}`.slice(0, 200) })
  }
  return (
    <fieldset className={classes.links}>
      <legend className={classes.legend}>{t('requirement.links')}</legend>
      {links.length > 0 && (
        <ul className={classes.list}>
          {links.map((link) => (
            <li key={`${link.kind} ${link.id}`} className={classes.link}>
              <span className={classes.kind}>{t(`linkKind.${link.kind}`)}</span>
              <span className={classes.label}>{link.label || link.id}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={26}
                aria-label={t('editor.removeLink', { label: link.label || link.id })}
                onClick={() => onChange(links.filter((each) => each !== link))}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.add}>
        <NativeSelect
          size="sm"
          className={classes.choice}
          aria-label={t('editor.linkKind')}
          value={kind}
          onChange={(event) => {
            setKind(linkKinds.find((each) => each === event.currentTarget.value) ?? 'requirement')
            setUnknown(false)
          }}
          data={linkKinds.map((each) => ({ value: each, label: t(`linkKind.${each}`) }))}
        />
        {kind === 'bomLine' ? (
          <BomLineChoice productId={productId} onChoose={put} />
        ) : (
          <>
            <TextInput
              size="sm"
              className={classes.target}
              aria-label={t('editor.linkTo')}
              placeholder={kind === 'requirement' ? requirements[0]?.code : undefined}
              list={kind === 'requirement' ? listId : undefined}
              maxLength={200}
              value={typed}
              error={unknown ? t('editor.linkUnknown') : undefined}
              onChange={(event) => {
                setTyped(event.currentTarget.value)
                setUnknown(false)
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || isComposing(event)) return
                event.preventDefault()
                add()
              }}
            />
            <Button size="sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
              {t('editor.addLink')}
            </Button>
          </>
        )}
      </div>
      <datalist id={listId}>
        {requirements.slice(0, 500).map(({ id, code, title }) => (
          <option key={id} value={code}>
            {format.text(title)}
          </option>
        ))}
      </datalist>
    </fieldset>
  )
}
