export const titles = {
  agendas: '议程',
  agenda: '一份议程',
  edit: '定议程',
  teaching: '老师和实践点',
  tasks: '会上定的事',
  tasksNote: '开会定到人的事，办到哪了',
}
