import type { findings as en } from '../en/findings';

export const findings = {
  owner: { cloud: '云网络组', idc: '机房网络组', cluster: '集群运维' },
  severity: { error: '中断', warning: '告警' },
  count: '{count, plural, =0 {没有问题} other {# 个问题}}',
  ownerLabel: '责任方',
  codeLabel: '问题',
  flowsLabel: '影响',
  noFlows: '没有已声明的流量',
  fix: '修复',
  'vbr-route-missing': {
    title: '边界路由器缺少必需路由',
    what: '边界路由器 <m>{vbr}</m> 没有到 <m>{prefix}</m> 的路由，即 <m>{to}</m> 的{role, select, hosts {主机网段} pods {边缘容器网段} other {地址}}。',
    todo: '{owner}可以添加这条路由，下一跳为 <m>{nextHop}</m>。',
  },
  'vpc-route-missing': {
    title: '专有网络缺少必需路由',
    what: '<m>{vpc}</m> 的路由表 <m>{routeTable}</m> 没有到 <m>{prefix}</m> 的路由，即 <m>{to}</m> 的{role, select, hosts {主机网段} other {边缘容器网段}}。',
    todo: '{owner}可以添加这条路由。',
  },
  'route-limit': {
    title: 'BGP 路由条数限制',
    what: 'BGP 邻居 <m>{peer}</m> 已接收 {limit} 条中的 {received} 条路由（{percent} %）。',
    todo: '超出限制的路由会被静默丢弃。{owner}可以在网关上聚合容器网段。',
  },
  'route-table-quota': {
    title: '路由表即将用满',
    what: '<m>{router}</m> 的路由表 <m>{routeTable}</m> 已使用 {quota} 条中的 {used} 条自定义路由（{percent} %）。',
    todo: '{owner}可以聚合路由或提升配额。',
  },
  'bgp-session-down': {
    title: 'BGP 会话未建立',
    what: '<m>{vbr}</m> 的 BGP 会话 <m>{peer}</m> 处于 {state} 状态。{cause, select, asn {一端配置的自治系统号为 {configured}，另一端实际为 {actual}。} key {两端密钥不一致。} unconfigured {网关 {gateway} 没有对应的邻居。} other {就已知信息而言，两端配置一致。}}',
    todo: '{cause, select, asn {{owner}可以更正自治系统号。} key {{owner}可以使密钥与对端一致。} unconfigured {{owner}可以添加该邻居。} other {{owner}可以查看网关日志。}}',
  },
  'bfd-off': {
    title: '未启用 BFD',
    what: '<m>{vbr}</m> 的 BGP 邻居 <m>{peer}</m> 未启用 BFD：专线中断最长要 {holdTimeSeconds} 秒才会被发现。',
    todo: '{owner}可以与网关一起启用 BFD。',
  },
  'bgp-network-missing': {
    title: '专有网络未通告',
    what: '边界路由器 <m>{vbr}</m> 没有为 <m>{vpc}</m> 的 <m>{uncovered}</m> 通告 BGP 网段，机房学不到这些地址。',
    todo: '{owner}可以添加 BGP 网段 <m>{prefix}</m>。',
  },
  'vbr-not-ready': {
    title: '边界路由器未激活',
    what: '边界路由器 <m>{vbr}</m> 处于 {status} 状态：不转发流量，也不接受变更。',
    todo: '{owner}可以恢复它。',
  },
  'circuit-not-ready': {
    title: '物理专线不可用',
    what: '物理专线 <m>{circuit}</m> 处于 {status}、{businessStatus} 状态。',
    todo: '{owner}可以结清账单或恢复专线。',
  },
  'router-interface-not-ready': {
    title: '路由器接口未激活',
    what: '路由器接口 <m>{routerInterface}</m> 处于 {status} 状态。',
    todo: '{owner}可以激活它。',
  },
  'stale-source': {
    title: '数据源无响应',
    what: '数据源 <m>{source}</m> 有 {parts} 个部分未更新，其数据显示为未知。',
    todo: '{owner}可以在“数据源”中测试连接。',
  },
} satisfies typeof en;
