import type { failure as en } from '../en/source-failures';

export const failure = {
  throttled: '数据源正在限流。请调低每分钟调用次数，或稍候。',
  unavailable: '数据源没有响应。请检查地址和网络。',
  denied: '凭证缺少权限。请测试连接，查看缺少哪一项。',
  conflict: '数据源正忙于处理同一对象，下次读取会重试。',
  'not-found': '数据源没有所请求的内容。',
  rejected: '数据源拒绝了请求。',
  clock: '本机与数据源的时钟相差过大。请为两端配置时间同步（NTP）。',
  'certificate-time': '数据源的证书尚未生效或已过期。请检查证书有效期，以及两端的时钟。',
  certificate: '无法确认数据源的身份：没有受信任的 CA 以该名称为其证书担保。',
  'too-large': '响应远大于正常大小，未读取完整。',
  'too-slow': '读取未在限时内完成，已读到的部分已保存。请检查数据源响应缓慢的原因，或延长限时。',
  'not-understood': '部分行无法解析。其余行照常更新，不会据此判定任何对象已删除。请在来源侧修正以下各行：',
  internal: '读取在 Causeway 内部失败，原因见日志。',
  other: '读取失败。',
} satisfies Record<keyof typeof en, string>;
