import type { errors as en } from '../en/errors';

export const errors = {
  notFound: {
    title: '这里没有内容',
    detail: '地址有误，或原有对象已不存在；审计中仍有其记录。',
    home: '打开拓扑',
    audit: '打开审计',
  },
  crashed: {
    title: '页面无法显示',
    detail: '没有对任何网络做出改动。请重试；若仍失败，请把参考编号交给服务的维护人员。',
    reference: '参考编号 {digest}',
    noReference: '没有参考编号：问题出在页面本身。',
    home: '打开拓扑',
  },
} satisfies typeof en;
