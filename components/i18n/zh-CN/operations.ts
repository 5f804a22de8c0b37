import type { operations as en } from '../en/operations';

export const operations = {
  'add-route-entry': {
    name: '添加路由',
    title: '在 <m>{router}</m> 上添加路由 <m>{prefix}</m>',
    help: '在路由表中新增一条路由条目',
  },
  'move-route-entry': {
    name: '迁移路由',
    title: '将 <m>{router}</m> 上的路由 <m>{prefix}</m> 改指 <m>{nextHop}</m>',
    help: '把路由条目改指另一个下一跳，期间由两条半段路由承载流量',
  },
  'remove-route-entry': {
    name: '删除路由',
    title: '从 <m>{router}</m> 删除路由 <m>{prefix}</m>',
    help: '从路由表中删除一条路由条目',
  },
  'add-bgp-peer': {
    name: '添加 BGP 邻居',
    title: '在 <m>{vbr}</m> 上添加 BGP 邻居 <m>{address}</m>',
    help: '为边界路由器新增一个会话',
  },
  'remove-bgp-peer': {
    name: '删除 BGP 邻居',
    title: '从 <m>{vbr}</m> 删除 BGP 邻居 <m>{address}</m>',
    help: '结束边界路由器的一个会话',
  },
  problems: {
    invalid: '内容无效：{detail}。',
    missing: '此项必填。',
    'too-small': '取值过小：{detail}。',
    'too-big': '取值过大：{detail}。',
    'not-an-address': '<m>{input}</m> 不是 IP 地址。',
    'not-a-prefix': '<m>{input}</m> 不是网段。请写成地址加掩码长度，例如 <m>172.16.0.0/16</m>。',
    'not-an-interface-address': '<m>{input}</m> 不是接口地址。请写成地址加掩码长度，例如 <m>169.254.10.1/30</m>。',
    'host-bits-set': '<m>{input}</m> 不是网络地址：掩码之外还有非零位。',
    'leading-zeros': '<m>{input}</m> 带前导零，有的系统会按八进制解读。',
    'length-out-of-range': '<m>{input}</m> 的掩码长度超出范围。',
    'missing-length': '<m>{input}</m> 缺少掩码长度。即使只有一台主机也要写明。',
    'has-zone': '<m>{input}</m> 带有区域标识，路由不支持。',
    'ipv4-mapped': '<m>{input}</m> 是写成 IPv6 的 IPv4 地址，请直接写 IPv4。',
    'not-an-asn': '<m>{input}</m> 不是自治系统号。',
    'asn-out-of-range': '<m>{input}</m> 超出自治系统号的范围。',
    'cluster-unknown': '没有集群 <m>{cluster}</m>。',
    'nodes-unread': '尚未读取 <m>{cluster}</m> 的节点。',
    'node-exists': '<m>{cluster}</m> 已有节点 <m>{node}</m>。',
    'node-unknown': '<m>{cluster}</m> 没有节点 <m>{node}</m>。',
    'permit-holder-unknown': '没有{kind, select, gateway {网关} other {安全组}} <m>{key}</m>。',
    'permits-unknown':
      '{kind, select, gateway {网关} other {安全组}} <m>{key}</m> 放行哪些流量尚不清楚，请先声明其放行规则。',
    'permit-missing': '{kind, select, gateway {网关} other {安全组}} <m>{key}</m> 没有这条放行规则。',
    'router-unknown': '没有数据源见过 <m>{router}</m>，请选择已有的路由器。',
    'route-table-unknown': '<m>{router}</m> 没有路由表 <m>{routeTable}</m>。',
    'route-table-unread': '<m>{routeTable}</m> 的条目尚未读取，请先刷新数据源再生成计划。',
    'reading-stale': '<m>{within}</m> 的数据已陈旧：数据源 {source} 无响应。执行前会重新读取。',
    'route-quota-reached': '<m>{routeTable}</m> 已满：自定义路由 {used}/{limit}。请先聚合或提升配额。',
    'route-quota-near': '<m>{routeTable}</m> 的自定义路由将达到 {used}/{limit}。',
    'table-not-settled': '<m>{routeTable}</m> 正在变更：<m>{prefix}</m> 处于 {status}，请等待其稳定。',
    'vbr-status-unknown': '<m>{vbr}</m> 的状态未知。',
    'vbr-not-active': '<m>{vbr}</m> 处于 {status}，不是 active，云端会拒绝在其上写路由（F26）。',
    'circuit-not-ready':
      '物理专线 <m>{circuit}</m> 处于 {status}、{businessStatus}。恢复为 enabled 且 normal 之前，云端会拒绝对 <m>{vbr}</m> 的写入（F26）。',
    'next-hop-kind-unsupported': '{kind} 不能作为此处的下一跳，边界路由器上只能用路由器接口。',
    'next-hop-unknown': '请选择 <m>{router}</m> 的下一跳。',
    'next-hop-of-other-router': '<m>{nextHop}</m> 属于 <m>{owner}</m>，不属于 <m>{router}</m>。',
    'next-hop-status-unknown': '<m>{nextHop}</m> 的状态未知。',
    'next-hop-not-active': '<m>{nextHop}</m> 处于 {status}，不是 active。',
    'destination-is-cloud-services': '<m>{prefix}</m> 是云服务自用网段，不能整体路由。',
    'destination-in-cloud-services':
      '<m>{prefix}</m> 位于云服务网段 100.64.0.0/10 内：允许，但会把这些服务的流量一并带走。',
    'ipv6-on-vbr': '<m>{prefix}</m> 是 IPv6，<m>{vbr}</m> 的路由条目不支持。',
    'destination-in-vswitch':
      '<m>{prefix}</m> 位于交换机 <m>{vSwitch}</m>（<m>{range}</m>）内，专有网络会拒绝这样的路由。',
    'destination-exists': '<m>{routeTable}</m> 已有 <m>{prefix}</m>。请先删除该条目，或换一个目标网段。',
    'precedence-undocumented': 'BGP 也向 <m>{routeTable}</m> 带来了 <m>{prefix}</m>，两者谁优先没有文档说明。',
    'route-missing': '<m>{routeTable}</m> 没有条目 <m>{prefix}</m>。',
    'route-not-custom': '<m>{prefix}</m> 是 {type} 类型的条目，只能删除自定义条目。',
    'route-has-other-next-hop': '<m>{prefix}</m> 已不再指向 <m>{nextHop}</m>，请重新选择条目。',
    'next-hop-unchanged': '<m>{prefix}</m> 已经指向 <m>{nextHop}</m>，请选择另一个下一跳。',
    'gap-single-address': '<m>{prefix}</m> 是单个地址，无法拆成两半来承载：删除后、重建前没有路由承载它。',
    'gap-half-in-vswitch':
      '<m>{prefix}</m> 的一半落在交换机 <m>{vSwitch}</m> 内，不能用半段路由承载：删除后、重建前没有路由承载它。',
    'gap-half-exists':
      '<m>{routeTable}</m> 已有路由 <m>{half}</m>，不能用半段路由承载 <m>{prefix}</m>：删除后、重建前其余部分没有路由承载。',
    'gap-quota':
      '<m>{routeTable}</m> 的自定义路由为 {used}/{limit}，放不下迁移期间承载 <m>{prefix}</m> 的两条半段路由。',
    'gap-beside-dynamic':
      '{type} 路由也带来 <m>{prefix}</m>。半段路由会压过它，因此不使用：删除后、重建前由该路由决定走向。',
    'last-path-removed': '这是 <m>{where}</m> 中到达 <m>{prefix}</m> 的最后一条路由。',
    'last-path-not-accepted':
      '这会删除 <m>{where}</m> 中到达 <m>{prefix}</m> 的最后一条路由。请在下方指名接受，或先添加新路径。',
    'peers-unread': '<m>{vbr}</m> 的 BGP 邻居尚未读取，请先刷新数据源再生成计划。',
    'peers-not-settled': '<m>{vbr}</m> 的邻居 <m>{peer}</m> 处于 {status}，请等待其稳定。',
    'peer-quota-reached':
      '<m>{vbr}</m> 已有 {used}/{limit} 个 BGP 邻居，第九个会被拒绝（F09）：请整合，或使用第二个边界路由器。',
    'peer-exists': '<m>{vbr}</m> 已有邻居 <m>{address}</m>。',
    'peer-missing': '<m>{vbr}</m> 的 <m>{group}</m> 中没有邻居 <m>{address}</m>。',
    'last-established-peer': '<m>{address}</m> 是 <m>{vbr}</m> 最后一个已建立的邻居：{count} 条学到的路由会随之消失。',
    'group-unknown': '请选择 <m>{vbr}</m> 的 BGP 组。',
    'group-not-available': 'BGP 组 <m>{group}</m> 处于 {status}，请等待其可用。',
    'local-asn-not-allowed': 'BGP 组 <m>{group}</m> 的本端自治系统号 {asn} 不允许用于边界路由器。',
    'peer-asn-unknown': 'BGP 组 <m>{group}</m> 的对端自治系统号未知。',
    'peer-asn-not-allowed': 'BGP 组 <m>{group}</m> 的对端自治系统号 {asn} 为保留值或云端自用（F08）。',
    'peer-asn-equals-local': 'BGP 组 <m>{group}</m> 两端自治系统号都是 {asn}，外部会话必须不同。',
    'bgp-key-differs':
      '两端为 <m>{group}</m> 指定了不同的密钥：云端为 <m>{near}</m>，网关为 <m>{far}</m>，会话会停在 Active（F06）。',
    'link-subnet-wrong':
      '<m>{vbr}</m> 的互联地址（<m>{local}</m>、<m>{peer}</m>）不在同一个网段（IPv4 为 /24 至 /30）内，或占用了网络地址、广播地址。',
    'peer-address-is-vbr': '<m>{address}</m> 是边界路由器自己的地址，邻居应为互联链路的对端。',
    'peer-address-unverified': '<m>{vbr}</m> 互联链路的对端未知，无法核对 <m>{address}</m>。',
    'peer-address-not-far-end': '<m>{address}</m> 不是 <m>{vbr}</m> 互联链路的对端，应为 <m>{expected}</m>。',
    'peer-family-differs': '<m>{address}</m> 与 {ipVersion} 的 BGP 组不符。',
    'bfd-timers-out-of-range':
      '<m>{vbr}</m> 的 BFD 参数超出范围：{minTxIntervalMs}/{minRxIntervalMs} 毫秒 × {detectMultiplier}；允许 200–1000 毫秒与 3–10。',
    'route-limit-exceeded':
      'BGP 组 <m>{group}</m> 将收到 {predicted} 条路由，上限 {limit}，超出部分会被静默丢弃（F10）。请先在网关上聚合。',
    'route-limit-near': 'BGP 组 <m>{group}</m> 将收到 {predicted}/{limit} 条路由。',
    'gateway-lacks-neighbor':
      '网关 <m>{gateway}</m> 没有声明邻居 <m>{address}</m>（自治系统号 {asn}）。需机房网络添加，否则会话无法建立。',
    'gateway-asn-differs':
      '网关 <m>{gateway}</m> 的自治系统号是 {actual}，而 BGP 组期望 {expected}，会话会被拒绝（F07）。',
    'gateway-remote-as-differs':
      '网关 <m>{gateway}</m> 为邻居 <m>{address}</m> 配置的自治系统号是 {actual}，而边界路由器使用 {expected}（F07）。',
    'bgp-key-one-sided':
      '只有{side, select, vbr {边界路由器} other {网关}}一端配置了 MD5 密钥，会话会停在 Active 状态（F06）。',
    'bfd-one-sided': '只有{side, select, vbr {边界路由器} other {网关}}一端启用了 BFD，两端一致后才能起到保护作用。',
    'flow-would-break': '业务流 <m>{flow}</m> 现在是通的，会在第 {step} 步中断。请调整顺序，或在下方指名接受。',
    'flow-might-break': '无法证明业务流 <m>{flow}</m> 在第 {step} 步仍然可达。请在下方指名接受，或先刷新未知的数据。',
    'flow-break-accepted': '提交人接受业务流 <m>{flow}</m> 在第 {step} 步中断。',
    'flow-not-declared': '没有声明业务流 <m>{flow}</m>。',
    'guard-flow-not-working': '业务流 <m>{flow}</m> 现在不通，无法守护。',
    'guard-flow-unknown': '业务流 <m>{flow}</m> 是否可达未知，本次变更不以它为准。',
    'gain-works-already': '业务流 <m>{flow}</m> 已经可达，没有新增。',
    'gain-not-predicted': '本次变更不会让业务流 <m>{flow}</m> 可达。',
    'session-cannot-come-up':
      'BGP 会话 <m>{session}</m> 无法建立：{cause, select, unconfigured {网关没有为它配置邻居} key {只有一端配置了密钥} other {两端的自治系统号不一致}}。请先让对端完成配置，或在下方指名接受它暂不建立。',
    'session-not-up-accepted': '提交人接受 BGP 会话 <m>{session}</m> 暂不建立：不会对它进行验证。',
    'session-loss-accepted': '提交人接受当前已建立的 BGP 会话 <m>{session}</m> 可能断开。',
    'finding-not-accepted': '本次变更会带来新问题：{title}，<m>{where}</m>。请调整操作，或在下方指名接受。',
    'finding-accepted': '提交人接受新问题：{title}，<m>{where}</m>。',
    'finding-appears': '本次变更会带来新问题：{title}，<m>{where}</m>。',
    'finding-between': '第 {step} 步之后会暂时出现问题：{title}，<m>{where}</m>。',
    'guard-empty': '没有任何内容守护本次变更：没有业务流保持或新增，也没有会话建立。请在下方指名接受，或先声明业务流。',
  },
} satisfies typeof en;
