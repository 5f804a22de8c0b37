/** 命令行在页面已有的语句之外要说的话。 */
export const cli = {
  forward: '去程',
  back: '回程',
  headline: '{from} 到 {to}：{verdict}',
  labelled: '{label}：{text}',
  badOption: {
    'endpoint-not-found': '--{option}：网络全景中没有 {value}。',
    'file-not-read': '--{option}：无法读取 {value}。',
  },
  part: '{source} 到 {destination}',
  because: '{code, select, none {{reason}（{owner}）} other {{reason}（{code}，{owner}）}}',
  assumed: '以此为前提：{assumption}',
  nobody: '责任方未知',
  findings: '{count, plural, =0 {没有发现问题。} other {# 个问题：}}',
  flows: '{count, plural, other {# 条流量}}中有 {held} 条双向可达。',
  flow: '{flow}：{verdict}',
  mustHold: '{flow}（必须保持）：{verdict}',
  fix: '可以修复它的操作：{operation}',
};
