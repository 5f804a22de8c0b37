import type { network as en } from '../en/network';

export const network = {
  loading: '正在读取网络全景',
  action: '变更',
  addRoute: '添加路由',
  remove: '删除',
  move: '迁移',
  moveRoute: '迁移路由 {prefix}',
  removeRoute: '删除路由 {prefix}',
  addPeer: '添加 BGP 邻居',
  removePeer: '删除 BGP 邻居 {address}',
  historyFailed: '无法读取历史',
  noHistory: '还没有历史',
  noHistoryDetail: '数据源读取之后会出现版本记录。',
  moves: '{count} 次变动',
  since: '起始于',
  changed: '变动',
  source: '数据源',
  steps: {
    first: '首次观测到',
    changed: '再次观测到',
    again: '重新出现',
    gone: '已消失',
  },
  olderNotShown: '更早的变动仍有保存，此处不再列出。',
} satisfies typeof en;
