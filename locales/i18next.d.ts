import 'i18next'
import type apiTokens from './en/apiTokens.json'
import type attachments from './en/attachments.json'
import type audit from './en/audit.json'
import type bomImport from './en/bomImport.json'
import type bomRevisions from './en/bomRevisions.json'
import type boms from './en/boms.json'
import type calendars from './en/calendars.json'
import type changes from './en/changes.json'
import type common from './en/common.json'
import type designFiles from './en/designFiles.json'
import type designReading from './en/designReading.json'
import type designViewer from './en/designViewer.json'
import type errors from './en/errors.json'
import type firmware from './en/firmware.json'
import type flashing from './en/flashing.json'
import type gates from './en/gates.json'
import type language from './en/language.json'
import type mails from './en/mails.json'
import type notifications from './en/notifications.json'
import type orgs from './en/orgs.json'
import type parts from './en/parts.json'
import type people from './en/people.json'
import type products from './en/products.json'
import type releases from './en/releases.json'
import type search from './en/search.json'
import type specs from './en/specs.json'
import type threads from './en/threads.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    enableSelector: false
    returnNull: false
    resources: {
      apiTokens: typeof apiTokens
      attachments: typeof attachments
      audit: typeof audit
      bomImport: typeof bomImport
      bomRevisions: typeof bomRevisions
      boms: typeof boms
      calendars: typeof calendars
      changes: typeof changes
      common: typeof common
      designFiles: typeof designFiles
      designReading: typeof designReading
      designViewer: typeof designViewer
      errors: typeof errors
      firmware: typeof firmware
      flashing: typeof flashing
      gates: typeof gates
      language: typeof language
      mails: typeof mails
      notifications: typeof notifications
      orgs: typeof orgs
      parts: typeof parts
      people: typeof people
      products: typeof products
      releases: typeof releases
      search: typeof search
      specs: typeof specs
      threads: typeof threads
    }
  }
}
