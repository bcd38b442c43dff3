import { dueIn, type Due, type Workplace } from '@/server/domains/calendars/rules/working-days'

/** Working days of the answering side until a decision is due: a board shop stops until it has one. */
const daysToDecide = 1

/** When a query raised now is due: the end of the answering side's next working day. Passing it decides nothing. */
export const eqDue = (raisedAt: Date, answering: Workplace): Due => dueIn(raisedAt, daysToDecide, answering)
