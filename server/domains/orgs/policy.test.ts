import { describe, expect, test } from 'vitest'
import { memberRoles } from '@/server/kernel/actor'
import { assignableRoles, can, capabilities, mayChangeRole } from './policy'

describe('capabilities', () => {
  test('a viewer may do nothing but read', () => {
    expect(capabilities.filter((capability) => can('viewer', capability))).toEqual([])
  })
  test('an owner may do everything', () => {
    expect(capabilities.filter((capability) => !can('owner', capability))).toEqual([])
  })
  test('quality and viewers see no prices', () => {
    expect(memberRoles.filter((role) => !can(role, 'prices:read'))).toEqual(['quality', 'viewer'])
  })
})

describe('roles', () => {
  test('only an owner makes or unmakes an owner', () => {
    expect(memberRoles.filter((role) => mayChangeRole(role, 'engineer', 'owner'))).toEqual(['owner'])
    expect(memberRoles.filter((role) => mayChangeRole(role, 'owner', 'engineer'))).toEqual(['owner'])
    expect(memberRoles.filter((role) => mayChangeRole(role, 'owner', null))).toEqual(['owner'])
  })
  test('an admin manages everybody else', () => {
    expect(mayChangeRole('admin', 'engineer', 'admin')).toBe(true)
    expect(mayChangeRole('admin', 'viewer', null)).toBe(true)
    expect(assignableRoles('engineer')).toEqual([])
  })
})
