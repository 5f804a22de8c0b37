import type { status as en } from '../en/status';

export const status = {
  healthy: '正常',
  warning: '告警',
  broken: '中断',
  unknown: '未知',
  changing: '变更中',
} satisfies typeof en;
