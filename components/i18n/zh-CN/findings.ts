import type { findings as en } from '../en/findings';

export const findings = {
  owner: { cloud: '云网络组', idc: '机房网络组', cluster: '集群运维' },
  severity: { error: '中断', warning: '告警', notice: '提示' },
  count: '{count, plural, =0 {没有问题} other {# 个问题}}',
  ownerLabel: '责任方',
  codeLabel: '问题',
  flowsLabel: '影响',
  noFlows: '没有已声明的流量',
  fix: '修复',
  evidence: '查看依据和历史',
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
    todo: '超出限制的路由会被静默丢弃。{owner}可以在网关上聚合容器网段{enough, plural, =0 {} other {：# 条前缀即可等效通告}}。',
  },
  'route-table-quota': {
    title: '路由表即将用满',
    what: '<m>{router}</m> 的路由表 <m>{routeTable}</m> 已使用 {quota} 条中的 {used} 条自定义路由（{percent} %）。',
    todo: '{owner}可以聚合路由或提升配额。',
  },
  'bgp-session-down': {
    title: 'BGP 会话未建立',
    what: '<m>{vbr}</m> 的 BGP 会话 <m>{peer}</m> 处于 {state} 状态。{cause, select, asn {一端配置的自治系统号为 {configured}，另一端实际为 {actual}。} key {两端密钥不一致。} unconfigured {网关 {gateway} 没有对应的邻居。} shut {该会话已在网关 {gateway} 上被关闭。} limit {网关 {gateway} 收到的路由超出上限，因而停止了该会话。} bfd {两端均开启了 BFD，但 BFD 会话中断。} other {就已知信息而言，两端配置一致。}}',
    todo: '{cause, select, asn {{owner}可以更正自治系统号。} key {{owner}可以使密钥与对端一致。} unconfigured {{owner}可以添加该邻居。} shut {{owner}可以在工作完成后重新启用。} limit {{owner}可以提高上限并清除会话。} bfd {{owner}可以检查网关上的 BFD：线路、定时器和访问控制列表。} other {{owner}可以查看网关日志。}}',
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
  'addresses-overlap': {
    title: '地址重复使用',
    what: '<m>{of}</m> 的 <m>{prefix}</m> 与 <m>{otherOf}</m> 的 <m>{other}</m> 重叠：同时属于两者的地址只能到达其中之一。',
    todo: '{owner}可以为其中之一重新规划网段，或将两个网络隔离。',
  },
  'cloud-services-range': {
    title: '占用了云服务网段',
    what: '<m>{of}</m> 的 <m>{prefix}</m> 位于 100.64.0.0/10，该网段由云上服务使用：从那里无法访问云服务。',
    todo: '{owner}可以更换该网段，或通过私网连接访问云服务。',
  },
  'pod-cidr-outside': {
    title: '容器子网超出集群网段',
    what: '<m>{cluster}</m> 有 {count} 个节点的容器子网不在 <m>{expected}</m> 之内，例如 <m>{node}</m> 的 <m>{podCidr}</m>：指向该网段的路由到达不了这些地址。',
    todo: '{owner}可以替换这些节点，使其从该网段获得子网。',
  },
  'pod-cidr-length': {
    title: '容器子网掩码不一致',
    what: '<m>{cluster}</m> 有 {count} 个节点的容器子网掩码不是 /{expected}，例如 <m>{node}</m> 的 <m>{podCidr}</m>。',
    todo: '{owner}可以更正所声明的掩码，或替换这些节点。',
  },
  'pod-cidr-twice': {
    title: '容器子网重复分配',
    what: '<m>{cluster}</m> 的 <m>{node}</m> 与 <m>{expected}</m> 的容器子网同为 <m>{podCidr}</m>（共 {count} 处）：报文只能到达其中一个节点。',
    todo: '{owner}可以排空其中一个节点并重新接入。',
  },
  'edge-range-full': {
    title: '边缘容器网段已用尽',
    what: '<m>{cluster}</m> 的 <m>{range}</m> 共 {nodes} 个节点子网，已全部分配：新的边缘节点将得不到子网。',
    todo: '该网段无法扩大。{owner}可以移除闲置节点，或规划新的集群。',
  },
  'node-without-pod-cidr': {
    title: '边缘节点没有容器子网',
    what: '<m>{cluster}</m> 有 {count} 个边缘节点没有容器子网，例如 <m>{node}</m>：其上无法启动容器。',
    todo: '{owner}可以先释放边缘网段中的子网，再让节点重新接入。',
  },
  'flannel-range': {
    title: 'Flannel 网段不含容器子网',
    what: '<m>{cluster}</m> 的 Flannel 网段为 <m>{network}</m>，不包含 {count} 个容器子网，例如 <m>{node}</m> 的 <m>{podCidr}</m>：下次启动时 Flannel 会在该节点上退出。',
    todo: '{owner}可以恢复其配置中的 Network。',
  },
  'eni-config-unreadable': {
    title: 'Terway 配置无法读取',
    what: '<m>{cluster}</m> 的 eni-config 不是 Terway 可以读取的 JSON：Terway 无法用它启动。',
    todo: '{owner}可以重新下发组件配置。',
  },
  'eni-config-edited': {
    title: 'Terway 配置被手工修改',
    what: '<m>{cluster}</m> 的 eni-config 曾通过 <m>{manager}</m> 写入：组件下次变更时会被覆盖。',
    todo: '{owner}可以在组件配置中做同样的设置。',
  },
  'pod-v-switch-full': {
    title: '容器交换机地址用尽',
    what: '<m>{cluster}</m> 在 {zone} 的容器所用的交换机 <m>{vSwitch}</m>（<m>{prefix}</m>）已没有可用地址。',
    todo: '{owner}可以在该可用区添加容器交换机。',
  },
  'zone-without-v-switch': {
    title: '可用区没有容器交换机',
    what: '<m>{cluster}</m> 的 Terway 没有为 {zones} 配置交换机，那里有 {count} 个云端节点：其上的容器无法启动。',
    todo: '{owner}可以为该可用区添加容器交换机。',
  },
  'daemon-set-not-rolled-out': {
    title: '滚动更新未完成',
    what: '<m>{cluster}</m> 的 <m>{daemonSets}</m>：{desired} 个容器组中有 {updated} 个使用最新配置，其余仍使用旧配置。',
    todo: '{owner}可以重启尚未更新的容器组。',
  },
  'few-speakers': {
    title: '通告节点不足',
    what: '{ready, plural, =0 {通告 <m>{lan}</m> 容器子网的 {declared} 个节点均未就绪。} other {只有 <m>{node}</m> 通告 <m>{lan}</m> 的容器子网：它重启时，整个局域网的容器都会中断。}}',
    todo: '{owner}可以让该局域网有两个就绪的通告节点。',
  },
  'shared-asn': {
    title: '多个机房使用同一自治系统号',
    what: '{count} 个机房的网关使用同一自治系统号 {asn}（{sites}）：彼此会拒绝来自对方的路由。',
    todo: '{owner}可以为每个机房使用不同的自治系统号，或允许路径中出现本端自治系统号。',
  },
  'local-asn-differs': {
    title: '云端自治系统号不一致',
    what: '到 <m>{site}</m> 的各条专线在云端使用了不同的自治系统号（{asns}）：路由可能成环或被拒绝。',
    todo: '{owner}可以统一使用一个自治系统号。',
  },
  'bgp-peer-quota': {
    title: 'BGP 邻居数已达上限',
    what: '边界路由器 <m>{vbr}</m> 已有 {used} 个 BGP 邻居，上限为 {quota} 个：再添加会被拒绝。',
    todo: '{owner}可以合并邻居，或使用第二个边界路由器。',
  },
  'aggregate-too-wide': {
    title: '聚合路由包含其他站点的地址',
    what: '网关 <m>{gateway}</m> 向云端通告的 <m>{prefix}</m> 包含其他 {count} 个站点（{sites}）的地址：它们的流量可能被引到这里。',
    todo: '{owner}可以改为只通告本站点的网段。',
  },
  'mtu-differs': {
    title: '专线 MTU 不一致',
    what: '到 <m>{site}</m> 的各条专线的边界路由器 MTU 不同（{sizes}）：大包可能在其中一条上不通。',
    todo: '{owner}可以将它们设为相同的 MTU。',
  },
  'vlan-twice': {
    title: 'VLAN 重复使用',
    what: '边界路由器 <m>{vbr}</m> 与 <m>{other}</m> 在物理专线 <m>{circuit}</m> 上都使用 VLAN {vlan}。',
    todo: '{owner}可以为它使用单独的 VLAN。',
  },
  'vlan-differs': {
    title: 'VLAN 与网关不一致',
    what: '同一链路上，边界路由器 <m>{vbr}</m> 使用 VLAN {vlan}，网关 <m>{gateway}</m> 使用 VLAN {other}。',
    todo: '{owner}可以在网关上改为边界路由器的 VLAN。',
  },
  'pod-routes-missing': {
    title: '网关缺少容器子网路由',
    what: '网关 <m>{gateway}</m> 缺少 <m>{site}</m> {of} 个容器子网中的 {count} 个的路由，例如 <m>{node}</m> 的 <m>{podCidr}</m>。',
    todo: '{owner}可以检查与通告节点的会话及其过滤规则。',
  },
  'speaker-on-host-network': {
    title: '通告节点没有容器子网',
    what: '<m>{cluster}</m> 有 {count} 个通告容器子网的节点（例如 <m>{node}</m>）位于使用主机网络的节点池。',
    todo: '{owner}可以改由其他节点池的节点通告。',
  },
  'eni-config-pool-sizes': {
    title: 'Terway 地址池大小矛盾',
    what: '<m>{cluster}</m> 的 Terway 要求每个节点至少保留 {least} 个、至多 {most} 个地址。',
    todo: '{owner}可以在组件配置中更正。',
  },
  'eni-config-warm-up': {
    title: 'Terway 预热数量超过地址池',
    what: '<m>{cluster}</m> 的 Terway 要为新节点预热 {warm} 个地址，但至多只能保留 {most} 个。',
    todo: '{owner}可以在组件配置中更正。',
  },
  'eni-config-security-groups': {
    title: '容器的安全组过多',
    what: '<m>{cluster}</m> 的 Terway 要为容器配置 {count} 个安全组，上限为 {limit} 个。',
    todo: '{owner}可以合并安全组，再在组件配置中设置。',
  },
  'link-subnet': {
    title: '互联地址不匹配',
    what: '边界路由器 <m>{vbr}</m> 与其网关的互联地址 <m>{local}</m>、<m>{peer}</m> 不是同一子网（IPv4 为 /24 至 /30）中的两个主机地址。',
    todo: '{owner}可以在两端更正互联地址。',
  },
  'peer-not-far-end': {
    title: 'BGP 邻居不是链路对端',
    what: '边界路由器 <m>{vbr}</m> 的 BGP 邻居 <m>{peer}</m> 的地址是 <m>{address}</m>，{cause, select, own {即边界路由器自己的地址} nobody {对端没有网关使用该地址} other {不在互联网段内}}；链路对端地址为 <m>{expected}</m>。',
    todo: '{owner}可以按对端地址新建邻居，并删除该邻居。',
  },
  'link-far-end': {
    title: '网关的互联地址不一致',
    what: '边界路由器 <m>{vbr}</m> 的对端互联地址为 <m>{peer}</m>，网关 <m>{gateway}</m> 在同一物理专线和 VLAN 上的地址是 <m>{other}</m>。',
    todo: '{owner}可以更正互联地址；如果网关的声明有误，可以由声明人更正。',
  },
  'gateway-peer-over-limit': {
    title: '会话因路由超限而停止',
    what: '网关 <m>{gateway}</m> 因收到的路由超出限制，停止了 {count} 个会话，例如与 <m>{address}</m> 的会话。',
    todo: '{owner}可以提高限制并重置会话。',
  },
  'gateway-peer-shut': {
    title: '会话在网关上被关闭',
    what: '网关 <m>{gateway}</m> 上有 {count} 个会话被管理员关闭，例如与 <m>{address}</m> 的会话。',
    todo: '{owner}可以在操作完成后重新启用。',
  },
  'bfd-flaps': {
    title: 'BFD 反复中断',
    what: '网关 <m>{gateway}</m> {count, plural, =1 {与 <m>{address}</m> 的会话} other {的 # 个会话（包括与 <m>{address}</m> 的会话）}}因 BFD 中断而反复断开。',
    todo: '{owner}可以核对两端的 BFD 跳数、定时器和访问控制列表。',
  },
  'gateway-has-cloud-asn': {
    title: '使用了云侧自治系统号',
    what: '网关 <m>{gateway}</m> 的自治系统号为 <m>{asn}</m>，与云侧相同：无法与边界路由器建立会话。',
    todo: '{owner}可以为网关更换自治系统号。',
  },
  'probe-unanswered': {
    title: '健康检查没有回程',
    what: '路由器接口 <m>{routerInterface}</m> 的健康检查从 <m>{source}</m> 探测 <m>{target}</m>，但网关 <m>{gateway}</m> 没有返回 <m>{source}</m> 的路由：专线正常，检查仍会失败。',
    todo: '{owner}可以添加到 <m>{source}</m>、指向 <m>{vbr}</m> 的路由。',
  },
  'node-range-in-services': {
    title: '节点位于服务网段',
    what: '集群 <m>{cluster}</m> 的边缘节点所在网段{count, plural, =1 {} other {（共 # 个）}} <m>{range}</m>（<m>{site}</m>）与服务网段 <m>{services}</m> 重叠：节点接入时会被拒绝。',
    todo: '{owner}可以为节点更换网段；集群的服务网段创建后不能修改。',
  },
  'vlan-held': {
    title: 'VLAN 仍被占用',
    what: '边界路由器 <m>{vbr}</m> 要使用的 <m>{circuit}</m> 的 VLAN <m>{vlan}</m> 仍被 <m>{other}</m> 占用：已终止的边界路由器会保留 VLAN 七天。',
    todo: '{owner}可以更换 VLAN，或等待释放。',
  },
  'pods-masqueraded': {
    title: 'Pod 地址被转换',
    what: '集群 <m>{cluster}</m> 的 Flannel（<m>{daemonSet}</m>）开启了地址伪装：云上看到的是节点地址，而不是 Pod 地址。',
    todo: '{owner}可以关闭地址伪装，或将云上网段排除在外。',
  },
  'cloud-range-missing': {
    title: '网关未接收云上网段',
    what: '边界路由器（VBR）<m>{vbr}</m> 已通过正常的 BGP 会话发布专有网络 <m>{vpc}</m> 的 <m>{uncovered}</m>，但网关 <m>{gateway}</m> 的路由表中没有对应路由。',
    todo: '{owner}可以放行：检查网关上该邻居的入方向策略。',
  },
  'best-path-differs': {
    title: '选路与声明不符',
    what: '网关 <m>{gateway}</m> 经 <m>{chosen}</m> 发往 <m>{prefix}</m>{others, plural, =0 {} other { 及另外 # 个网段}}；按声明应优先 <m>{wanted}</m>（{by, select, preference {本地优先级更高} length {AS 路径更短} other {MED 更小}}）。',
    todo: '{owner}可以在网关上按声明设置优先级，或更正声明。',
  },
  'controller-removes': {
    title: '路由会被删除',
    what: '<m>{vpc}</m> 的路由表 <m>{routeTable}</m> 由集群 <m>{cluster}</m> 的云控制器管理，冲突的条目会被删除：{count, plural, =1 {<m>{prefix}</m>} other {包括 <m>{prefix}</m> 在内共 # 条}}。',
    todo: '{owner}可以将这些路由移到单独的路由表。',
  },
  'gateway-policy-missing': {
    title: '会话没有路由策略',
    what: '网关 <m>{gateway}</m> 有 {count} 个会话没有路由策略，例如与 <m>{address}</m> 的会话：会话已建立，但该方向不传递路由。',
    todo: '{owner}可以配置路由策略。',
  },
  'announcement-vanished': {
    title: '已发布的容器网段没有到达',
    what: '网关 <m>{gateway}</m> 的 {count} 个容器网段（例如 <m>{prefix}</m>）没有到达边界路由器 <m>{vbr}</m>，但会话已建立：{cause, select, filtered {被网关的出方向过滤器丢弃} loop {AS 路径中已包含云端的 AS 号} limit {会话已达到路由条数上限} other {从配置中看不出原因}}。',
    todo: '{cause, select, filtered {{owner}可以在过滤器中放行。} loop {{owner}可以为发布节点更换 AS 号。} limit {{owner}可以在网关上聚合这些网段。} other {{owner}可以查看边界路由器收到的路由。}}',
  },
  'session-unexpected': {
    title: '会话状态与配置不符',
    what: '<m>{vbr}</m> 的 BGP 邻居 <m>{peer}</m> 已建立会话，但按已知的网关 <m>{gateway}</m> 配置不应建立：{cause, select, asn {AS 号不匹配} key {密钥不一致} other {网关上没有这个邻居}}。',
    todo: '{owner}可以更正网关的声明。',
  },
  'bfd-differs': {
    title: 'BFD 只在一端开启',
    what: '<m>{vbr}</m> 的 BGP 邻居 <m>{peer}</m> 开启了 BFD，网关 <m>{gateway}</m> 没有开启。专线中断要等到保持时间耗尽才会被发现。',
    todo: '{owner}可以在网关上开启。',
  },
  'answers-dropped': {
    title: '应答被防火墙丢弃',
    what: '网关 <m>{gateway}</m> 的防火墙会丢弃 {count} 条流量（例如 <m>{flow}</m>）的应答：请求没有经过这里，也没有放行规则允许这些应答单独通过。',
    todo: '{owner}可以让请求和应答经过同一个网关，或者放行这些应答；如果这些防火墙共享会话状态，请声明它们所属的组。',
  },
  'asymmetric-path': {
    title: '往返经过不同的边界路由器',
    what: '{count} 条流量（例如 <m>{flow}</m>）去程经过 <m>{forward}</m>，回程经过 <m>{back}</m>。有状态的防火墙只能看到每个连接的一半。',
    todo: '{owner}可以让两个方向优先选择同一台边界路由器。',
  },
  'asn-not-allowed': {
    title: '会话不能使用的自治系统号',
    what: '{cause, select, local {BGP 组 <m>{at}</m> 云侧的自治系统号为 {asn}，服务不接受} equal {BGP 组 <m>{at}</m> 两端的自治系统号都是 {asn}，会话需要两个不同的号码} reserved {<m>{at}</m> 的自治系统号为 {asn}，属于保留号码，部分设备会拒绝} other {<m>{at}</m> 的自治系统号为 {asn}，任何设备都不能使用}}{count, plural, =1 {} other {；同类共 # 处}}。',
    todo: '{owner}可以更换自治系统号。',
  },
  'bfd-timers': {
    title: 'BFD 定时器超出范围',
    what: '边界路由器（VBR）<m>{vbr}</m> 的 BFD 发送间隔为 {transmit} 毫秒、接收间隔为 {receive} 毫秒、检测倍数为 {multiplier}：允许 200 至 1000 毫秒、3 至 10 倍。',
    todo: '{owner}可以改为该范围内的值，并在网关上保持一致。',
  },
  'cloud-services-drawn': {
    title: '云服务网段被引向机房',
    what: '<m>{router}</m> 的路由表 <m>{routeTable}</m> 将 <m>{prefix}</m>{count, plural, =1 {} other {等 # 个网段}}引向机房：它位于 100.64.0.0/10，云上的 DNS、镜像和存储服务使用这一网段。',
    todo: '{owner}可以删除该路由，或缩小到机房实际使用的网段。',
  },
  'node-not-announced': {
    title: '容器子网无人通告',
    what: '集群 <m>{cluster}</m> 在 <m>{lan}</m> 的{count, plural, =1 {节点 <m>{node}</m>} other { # 个节点（例如 <m>{node}</m>）}}：按声明没有节点通告其容器子网（例如 <m>{podCidr}</m>）{cause, select, flannel {，因为 Flannel 没有纳入该节点} other {}}，网关上也没有对应的静态路由。',
    todo: '{cause, select, flannel {{owner}可以重启该节点上的 Flannel。} other {{owner}可以让该局域网的两个节点进行通告，或声明实际通告的节点。}}',
  },
  'range-discarded': {
    title: '网关丢弃了使用中的网段',
    what: '网关 <m>{gateway}</m> 丢弃 <m>{prefix}</m>，而其中的 <m>{lost}</m> 正在使用。',
    todo: '{owner}可以删除该路由。',
  },
  'security-group-closed': {
    title: '安全组未放行边缘侧',
    what: '集群 <m>{cluster}</m> 云端容器的安全组 <m>{securityGroups}</m> 没有放行任何边缘侧地址（<m>{edge}</m>）：边缘容器和主机无法向其发起连接。',
    todo: '{owner}可以放行需要进入的流量。',
  },
  'static-beside-bgp': {
    title: '同一网段有两种路由',
    what: '<m>{vbr}</m> 的路由表 <m>{routeTable}</m> 中 <m>{prefix}</m> 有两条：自定义路由指向 <m>{written}</m>，BGP 路由指向 <m>{learnt}</m>{count, plural, =1 {} other {；这样的网段共 # 个}}。哪一条生效没有文档说明。',
    todo: '{owner}可以删除自定义路由，或停止通告该网段。',
  },
  'transit-route-missing': {
    title: '转发路由器缺少路由',
    what: '转发路由器 <m>{transitRouter}</m> 的路由表 <m>{routeTable}</m> 没有到 <m>{uncovered}</m>（<m>{to}</m> 的{role, select, hosts {主机} pods {边缘容器} other {地址}}）的路由，但有流量发往它。',
    todo: '{owner}可以添加该路由，或开启该连接的路由学习。',
  },
  'routes-predicted': {
    title: '路由条数将超限',
    what: '网关 <m>{gateway}</m> {cause, select, up {在会话建立后会} other {目前}}向 <m>{vbr}</m> 通告 {now} 条路由{cause, select, up {} other {，站点的节点子网全部使用后将通告 {predicted} 条}}；BGP 邻居 <m>{peer}</m> 最多接收 {limit} 条。',
    todo: '{owner}可以提前在网关上聚合容器子网。',
  },
  'declared-differs': {
    title: '与声明不一致',
    what: '{of, select, gateway {网关} cluster {集群} pool {节点池} other {节点}} <m>{object}</m> 的{cause, select, asn { AS 号} routerId {路由器 ID} bgpPeers {邻居 <m>{member}</m> } vpc { VPC} serviceCidr {服务网段} edgePodCidr {边缘容器网段} edgePodCidr6 { IPv6 边缘容器网段} nodeMask {节点掩码} vSwitches { Pod 交换机 <m>{member}</m> } securityGroup { Pod 安全组} nodePools {节点池 <m>{member}</m> } nodes {宣告节点 <m>{member}</m> } kind {类型} interconnect {互联方式} intranet {内网互通} hostNetwork {主机网络} pool {节点池} address {地址} address6 { IPv6 地址} podCidr { Pod 子网} podCidr6 { IPv6 Pod 子网} other {某个字段}}{there, select, declared {声明为 <m>{declared}</m>，但实际不存在} observed {实际为 <m>{observed}</m>，但未声明} other {声明为 <m>{declared}</m>，读到的是 <m>{observed}</m>}}{more, plural, =0 {} other {；另有 # 个字段不一致}}。',
    todo: '{owner}可以恢复为声明的值；如果声明有误，可以由声明人更正。',
  },
  'gateway-not-declared': {
    title: '网关已读取但未声明',
    what: '数据源 <m>{source}</m> 正在读取网关 <m>{gateway}</m>，但没有声明该标识的网关：读到的内容不会显示在任何地方。',
    todo: '{owner}可以在所属站点声明网关 <m>{gateway}</m>；如果声明中的标识写法不同，请用该标识重新添加数据源。',
  },
  'declared-not-observed': {
    title: '已声明但不存在',
    what: '已声明{of, select, vpc {专有网络（VPC）} vbr {边界路由器（VBR）} other {物理专线}} <m>{object}</m> 的信息，但没有数据源读到它：这些信息不会被使用。',
    todo: '{owner}可以确认它是否已被删除，由声明人更正标识或撤回声明；如果它属于其他账号或地域，请将其添加为数据源。',
  },
} satisfies typeof en;
