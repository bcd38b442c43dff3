'use client'
import { useMutation } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Checkbox } from '@/app/_components/ui/choices'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { ChangeView } from '@/server/domains/changes/queries/get-change'
import { isBlank } from '@/server/kernel/bilingual'
import type { TaskDialogProps } from './task-dialog'
import { useChanged } from './use-changed'
import classes from './view.module.css'

const TaskDialog = onFirstUse<TaskDialogProps>(() => import('./task-dialog').then((module) => module.TaskDialog))

/** Work that follows from a change, whose it is, until when. */
export function TasksPanel({ change }: { change: ChangeView }) {
  const { t } = useTranslation('changes')
  const format = useFormat()
  const trpc = useTRPC()
  const [adding, setAdding] = useState(false)
  const finish = useMutation(trpc.changes.finishTask.mutationOptions({ onSuccess: useChanged() }))
  const nameOf = (task: ChangeView['tasks'][number]) =>
    isBlank(task.title) ? t(`taskKind.${task.kind}`) : `${t(`taskKind.${task.kind}`)}: ${format.text(task.title)}`
  return (
    <Panel
      title={t('tasks.title')}
      actions={
        change.may.addTask && (
          <Button
            className="no-print"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('tasks.add')}
          </Button>
        )
      }
    >
      <div className={classes.body}>
        <ErrorNotice error={finish.error} />
        {change.tasks.length === 0 && <p className={classes.faint}>{t('tasks.none')}</p>}
        <ul className={classes.list}>
          {change.tasks.map((task) => (
            <li key={task.id} className={classes.item}>
              {task.mayFinish ? (
                <Checkbox
                  label={nameOf(task)}
                  checked={task.doneAt !== null}
                  disabled={finish.isPending}
                  onChange={() => finish.mutate({ taskId: task.id, version: task.version, done: task.doneAt === null })}
                />
              ) : (
                <span>{nameOf(task)}</span>
              )}
              <span className={classes.faint}>
                {t(`side.${task.side}`)}
                {task.dueOn && ` · ${task.dueOn}`} ·{' '}
                {task.doneAt && task.by
                  ? t('tasks.done', { person: format.person(task.by), when: format.moment(task.doneAt) })
                  : t('tasks.open')}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {change.may.addTask && <TaskDialog change={change} opened={adding} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
