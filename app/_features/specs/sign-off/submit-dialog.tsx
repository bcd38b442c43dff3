'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { maySignAs, mayPropose } from '@/server/domains/specs/policy'
import {
  signingRoles,
  slotOf,
  usualSignatures,
  type RequiredSignature,
  type SigningSide,
} from '@/server/domains/specs/rules/sign-off'
import type { MemberRole } from '@/server/kernel/actor'
import type { Revision, Spec } from '../types'
import { BlockingChecks } from './obstacles'
import { noWords, ReasonField } from './reason-field'
import { canAllSign } from './can-all-sign'
import classes from './sign-off.module.css'
import { useRefreshed } from './use-refreshed'

type Props = Readonly<{ spec: Spec; revision: Revision; opened: boolean; onClose: () => void }>

/** Puts a draft before those who sign; says what is missing instead while a check blocks. */
export function SubmitDialog({ spec, revision, opened, onClose }: Props) {
  const { t } = useTranslation('specs')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('signOff.submit.title', { revision: revision.number })}
      size="lg"
    >
      <Checked spec={spec} revision={revision} onClose={onClose} />
    </Dialog>
  )
}

type FormProps = Omit<Props, 'opened'>

function Checked({ spec, revision, onClose }: FormProps) {
  const { t } = useTranslation(['specs', 'common'])
  const trpc = useTRPC()
  const checked = useQuery(trpc.specs.checkRevision.queryOptions({ revisionId: revision.id }, { staleTime: 0 }))
  const parties = useQuery(trpc.products.listParties.queryOptions({ productId: spec.productId }))
  const people = useQuery(trpc.products.listPeople.queryOptions({ productId: spec.productId }))
  const error = checked.error ?? parties.error ?? people.error
  if (error)
    return (
      <ErrorNotice
        error={error}
        onRetry={() => void Promise.all([checked.refetch(), parties.refetch(), people.refetch()])}
      />
    )
  if (!checked.data || checked.isRefetching || !parties.data || !people.data) return <Skeleton height={220} />
  const blocking = checked.data.checks.filter((check) => check.blocking)
  if (checked.data.count === 0 || blocking.length > 0) {
    return (
      <Stack>
        {blocking.length > 0 ? (
          <BlockingChecks spec={spec} checks={blocking} onJump={onClose} />
        ) : (
          <Text>{t('specs:signOff.submit.empty')}</Text>
        )}
        <Button variant="default" onClick={onClose} className={classes.alone}>
          {t('common:actions.close')}
        </Button>
      </Stack>
    )
  }
  const partners = parties.data.flatMap(({ org, standing, grants }) =>
    org !== null && standing === 'accepted' && grants.includes('specs') ? [org] : [],
  )
  const peopleOf = (orgId: string): readonly Colleague[] => people.data.find(({ id }) => id === orgId)?.people ?? []
  const own = people.data.find((side) => side.own)
  return (
    <SubmitForm
      revision={revision}
      partners={partners.map((org) => ({ ...org, people: peopleOf(org.id) }))}
      own={own ?? null}
      onClose={onClose}
    />
  )
}

type Colleague = Readonly<{ userId: string; displayNameEn: string; displayNameZh: string; role: MemberRole }>
type Side = Readonly<{ id: string; legalNameEn: string; legalNameZh: string; people: readonly Colleague[] }>
type SubmitFormProps = Readonly<{
  revision: Revision
  partners: readonly Side[]
  own: Side | null
  onClose: () => void
}>

function SubmitForm({ revision, partners, own, onClose }: SubmitFormProps) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const format = useFormat()
  const refreshed = useRefreshed()
  const [note, setNote] = useState(noWords)
  const [partnerId, setPartnerId] = useState(partners.length === 1 ? (partners[0]?.id ?? '') : '')
  const { user } = useViewer()
  // A startup of one signs once; the manufacturer's signature is the second pair of eyes.
  const [chosen, setChosen] = useState<readonly RequiredSignature[]>(() => {
    const usual = usualSignatures(true)
    const roles = usual.flatMap(({ side, role }) => (side === 'brand' ? [role] : []))
    const [first] = roles
    if (own === null || canAllSign(roles, ableOf(own), maySignAs)) return usual
    return usual.filter(({ side, role }) => side === 'partner' || role === first)
  })
  const submit = useMutation(trpc.specs.submitRevision.mutationOptions({ onSuccess: () => refreshed(onClose) }))
  const partner = partners.find(({ id }) => id === partnerId) ?? null
  const signatures = chosen.filter(({ side }) => side === 'brand' || partner !== null)
  const has = (side: SigningSide) => signatures.some((each) => each.side === side)
  const [only] = signatures.length === 1 && has('brand') ? signatures : []
  const others = (own?.people ?? []).filter(
    ({ userId, role }) => only && userId !== user.id && mayPropose(role) && maySignAs(role, only.role),
  )
  const complete = has('brand') && (partner === null || has('partner')) && (!only || others.length > 0)
  const send = () => {
    if (!complete || submit.isPending) return
    submit.mutate({
      revisionId: revision.id,
      version: revision.version,
      note,
      partnerOrgId: partner?.id ?? null,
      signatures: [...signatures],
    })
  }
  const toggle = (each: RequiredSignature) =>
    setChosen((now) =>
      now.some((other) => slotOf(other) === slotOf(each))
        ? now.filter((other) => slotOf(other) !== slotOf(each))
        : [...now, each],
    )
  const capacities = (side: SigningSide, org: Side | null) => (
    <fieldset className={classes.side}>
      <legend>
        {t('signOff.submit.signsFor', { org: org === null ? t(`signOff.side.${side}`) : format.org(org) })}
      </legend>
      <div className={classes.roles}>
        {signingRoles.map((role) => (
          <Checkbox
            key={role}
            label={t(`signOff.role.${role}`)}
            checked={chosen.some((each) => slotOf(each) === slotOf({ side, role }))}
            onChange={() => toggle({ side, role })}
          />
        ))}
      </div>
      {org !== null && (
        <TooFew org={org} roles={signatures.filter((each) => each.side === side).map(({ role }) => role)} />
      )}
    </fieldset>
  )
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Stack>
        <Text size="sm">{t('signOff.submit.body')}</Text>
        <ErrorNotice error={submit.error} />
        <ReasonField
          label={t('signOff.submit.note')}
          hint={t('signOff.submit.noteHint')}
          value={note}
          onChange={setNote}
          onSend={send}
          autoFocus
        />
        <NativeSelect
          label={t('signOff.submit.partner')}
          description={t('signOff.submit.partnerHint')}
          value={partnerId}
          onChange={(event) => setPartnerId(event.currentTarget.value)}
          data={[
            { value: '', label: t('signOff.submit.alone') },
            ...partners.map((org) => ({ value: org.id, label: format.org(org) })),
          ]}
        />
        {capacities('brand', own)}
        {partner !== null && capacities('partner', partner)}
        {only && (
          <p className={classes.warning}>
            {others.length === 0
              ? t('signOff.submit.nobodyElse')
              : t('signOff.submit.anotherSigns', { people: format.list(others.map(format.person)) })}
          </p>
        )}
        {!complete && !only && (
          <Text size="sm" c="dimmed">
            {t('signOff.submit.incomplete')}
          </Text>
        )}
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={submit.isPending} disabled={!complete}>
            {t('signOff.submit.confirm', { count: signatures.length })}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}

/** In which roles the people of a side sign. */
const ableOf = ({ people }: Side): MemberRole[] => people.flatMap(({ role }) => (mayPropose(role) ? [role] : []))

/** Said before the review begins rather than when it cannot end: one person signs once. */
function TooFew({ org, roles }: { org: Side; roles: readonly (typeof signingRoles)[number][] }) {
  const { t } = useTranslation('specs')
  if (canAllSign(roles, ableOf(org), maySignAs)) return null
  return <p className={classes.warning}>{t('signOff.submit.tooFew')}</p>
}
