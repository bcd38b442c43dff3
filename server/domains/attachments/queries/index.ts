/** What other domains need of attachments: to prove ids they store, and to show them. */
export { listAttachments, requireAttachments, type Attachment } from './access'
