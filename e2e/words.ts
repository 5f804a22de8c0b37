import type { Language } from './people';

/** What the journeys look for on the screen, in the words a person reads there. */
const english = {
  fix: 'Fix this',
  more: /^\d+ more findings?$/,
  reason: 'Reason',
  plan: 'Plan change',
  gained: 'Gained',
  approve: 'Approve plan',
  ownApproval: /Who wrote or edited CHG-\d+ cannot approve it/,
  apply: 'Apply now',
  planAgain: 'Plan again',
  waiting: 'Waiting for approval',
  approved: 'Approved',
  done: 'Done',
  reverted: 'Reverted',
  stale: 'Stale',
  proven: 'Every guarded flow was proven in both directions',
  routes: 'Routes',
  available: 'Available',
  noRoute: 'no route',
  readOnly: 'Nothing can be changed in the past.',
  backToNow: 'Back to now',
  record: ['Draft written', 'Planned', 'Plan approved', 'Apply ordered', 'Done'],
};

const chinese: typeof english = {
  fix: '修复',
  more: /^还有 \d+ 个问题$/,
  reason: '变更原因',
  plan: '生成计划',
  gained: '新增',
  approve: '批准计划',
  ownApproval: /CHG-\d+ 的提交人或编辑者不能审批/,
  apply: '立即执行',
  planAgain: '重新生成计划',
  waiting: '等待审批',
  approved: '已批准',
  done: '已完成',
  reverted: '已回退',
  stale: '已失效',
  proven: '受守护的业务流双向均已验证',
  routes: '路由条目',
  available: '可用',
  noRoute: '无路由',
  readOnly: '历史状态只读，不可变更。',
  backToNow: '回到当前',
  record: ['写入草稿', '计划已生成', '批准计划', '下令执行', '完成'],
};

export const words: Readonly<Record<Language, typeof english>> = { en: english, 'zh-CN': chinese };
