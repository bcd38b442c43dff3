import type { mails } from '@/db/schema/notifications'
import { languageTags } from '@/locales/config'
import { translator } from '@/locales/translator'

type StoredMail = Pick<typeof mails.$inferSelect, 'locale' | 'template' | 'params' | 'secretParams'>
export type RenderedMail = Readonly<{ subject: string; text: string; html: string; link: string | null }>

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
const toHtml = (text: string) => escapeHtml(text).replaceAll('\n', '<br>')
const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/**
 * A stored mail in its reader's language, as plain text and as simple HTML with one button. Links start at `publicUrl`;
 * what people typed is escaped and never read as a template.
 */
export async function renderMail(mail: StoredMail, publicUrl: string): Promise<RenderedMail> {
  const t = await translator(mail.locale)
  const { path, ...params } = { ...mail.params, ...mail.secretParams }
  const link = typeof path === 'string' && path.startsWith('/') ? `${publicUrl}${path}` : null
  const values = { ...params, link: link ?? '' }
  // Templates are data: their names come from the row, not from the code.
  const say = (key: string, options: object = {}): unknown =>
    t(`mails:${mail.template}.${key}` as 'mails:notice.subject', { ...values, ...options })
  const subject = String(say('subject')).replace(/\s+/g, ' ').trim().slice(0, 200)
  const said = say('body', { returnObjects: true })
  const paragraphs = (isStrings(said) ? said : [String(said)]).map((line) => line.trim()).filter(Boolean)
  const action = link === null ? null : say('action')
  const label = typeof action === 'string' && !action.endsWith('.action') ? action : t('mails:notice.action')
  const footer = [
    ...(mail.template === 'notice' ? [`${t('mails:layout.settings')} ${publicUrl}/settings/notifications`] : []),
    t('mails:layout.noReply'),
    t('mails:layout.signature'),
  ]
  const linkIsSaid = link !== null && paragraphs.some((line) => line.includes(link))
  const text = [...paragraphs, ...(link && !linkIsSaid ? [`${label}\n${link}`] : []), `--\n${footer.join('\n')}`].join(
    '\n\n',
  )
  return {
    subject,
    text: `${text}\n`,
    html: page(mail.locale, paragraphs, link, label, t('mails:layout.fallback'), footer),
    link,
  }
}

function page(
  locale: 'en' | 'zh',
  paragraphs: string[],
  link: string | null,
  label: string,
  fallback: string,
  footer: string[],
) {
  const href = link === null ? '' : escapeHtml(link)
  const [font, ink, faint] = [
    "font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif",
    '#1c2024',
    '#60646c',
  ]
  const button = link
    ? `<p style="margin:24px 0"><a href="${href}" style="background:#1c2024;color:#fff;padding:10px 18px;border-radius:6px;text-decoration:none;display:inline-block">${escapeHtml(label)}</a></p>` +
      `<p style="color:${faint};font-size:12px">${escapeHtml(fallback)}<br><a href="${href}" style="color:${faint};word-break:break-all">${href}</a></p>`
    : ''
  return (
    `<!doctype html><html lang="${languageTags[locale]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>` +
    `<body style="margin:0;padding:24px;background:#fff;color:${ink};font-size:15px;line-height:1.6;${font}"><div style="max-width:600px;margin:0 auto">` +
    paragraphs.map((line) => `<p style="margin:0 0 14px">${toHtml(line)}</p>`).join('') +
    button +
    `<p style="border-top:1px solid #e0e1e6;margin-top:28px;padding-top:12px;color:${faint};font-size:12px">${footer.map(toHtml).join('<br>')}</p>` +
    '</div></body></html>'
  )
}
