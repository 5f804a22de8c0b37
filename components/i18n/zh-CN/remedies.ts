import type { remedies as en } from '../en/remedies';

export const remedies = {
  'gateway-look': '在网关 <m>{gateway}</m> 上查看它对 <m>{address}</m> 的记录：',
  'gateway-peer-asn': '在网关 <m>{gateway}</m> 上，将邻居 <m>{address}</m> 的自治系统号改为 {asn}。',
  'gateway-own-asn':
    '为网关 <m>{gateway}</m> 换一个不同于云侧 {asn} 的自治系统号，选用其他站点未使用的私有号。其会话会重新建立。',
  'gateway-add-peer':
    '在网关 <m>{gateway}</m> 上添加邻居 <m>{address}</m>（自治系统号 {asn}），MD5 密钥与边界路由器的 BGP 组一致。',
  'gateway-align-key':
    '为 BGP 组 <m>{group}</m> 与网关 <m>{gateway}</m> 的邻居 <m>{address}</m> 设置相同的 MD5 密钥。密钥不保存在这里，需要手工输入。',
  'gateway-enable-peer': '在网关 <m>{gateway}</m> 上重新启用邻居 <m>{address}</m>。',
  'gateway-clear-peer':
    '在网关 <m>{gateway}</m> 上，将邻居 <m>{address}</m> 的路由上限调到其发送数量以上，然后清除会话。',
  'gateway-policy':
    '在网关 <m>{gateway}</m> 上，为邻居 <m>{address}</m> 设置出入两个方向的策略。下面的策略全部放行，请按需收紧。',
  'gateway-bfd-on': '在网关 <m>{gateway}</m> 上，为邻居 <m>{address}</m> 开启 BFD。',
  'gateway-permit-in': '在网关 <m>{gateway}</m> 上，在邻居 <m>{address}</m> 已有的过滤中允许接收 <m>{prefix}</m>。',
  'gateway-permit-out': '在网关 <m>{gateway}</m> 上，在邻居 <m>{address}</m> 已有的过滤中允许发布 <m>{prefix}</m>。',
  'gateway-own-block': '在网关 <m>{gateway}</m> 上，用本站点的地址块（<m>{blocks}</m>）代替 <m>{prefix}</m> 发布。',
  'gateway-aggregate':
    '在网关 <m>{gateway}</m> 上，向 <m>{vbr}</m> 改为发布 {count} 个网段，上限为 {limit} 条。{attracts, plural, =0 {地址范围完全相同。} other {会额外吸引其他地址，归属见边界路由器页面。}}',
  'gateway-prefer': '在网关 <m>{gateway}</m> 上，优先选用邻居 <m>{address}</m> 发来的路由。',
  'gateway-route': '在网关 <m>{gateway}</m> 上，添加到 <m>{prefix}</m> 的路由，指向 <m>{vbr}</m>（<m>{address}</m>）。',
  'gateway-allow-own-asn':
    '允许网关 <m>{gateway}</m> 接受路径中已含 AS {asn} 的路由，或为每个站点使用各自的自治系统号。',
  'gateway-vlan': '在网关 <m>{gateway}</m> 上，将朝向 <m>{vbr}</m> 的接口设为 VLAN {vlan}。',
  'gateway-permit-answers':
    '在网关 <m>{gateway}</m> 的防火墙上放行业务流 <m>{flow}</m> 的应答，或让往返两个方向都经过它。',
  'prefer-same-vbr': '让往返两个方向都经过 <m>{forward}</m>，目前应答经 <m>{back}</m> 返回。',
  'console-remove-rows': '从 <m>{routeTable}</m> 中删除这 {count} 条路由：去往站点的流量经它们流向公网。',
  'console-route-over':
    '在控制台，让 <m>{routeTable}</m> 中的 <m>{prefix}</m> 指向 <m>{to}</m>：通过转发路由器的路由传播，或添加指向它的路由条目。',
  'console-route': '在控制台的路由表中添加 <m>{prefix}</m>，下一跳 <m>{nextHop}</m>。',
  'console-group-asn': '在控制台，边界路由器 <m>{vbr}</m> 的 BGP 组 <m>{group}</m>：将对端自治系统号改为 {asn}。',
  'console-local-asn': '在控制台，到 <m>{site}</m> 的各边界路由器的 BGP 组：统一本端自治系统号（当前 {asns}）。',
  'console-bfd': '在控制台，边界路由器 <m>{vbr}</m> 的 BGP 邻居：为 <m>{peer}</m> 开启 BFD。',
  'console-bgp-network':
    '在控制台，边界路由器 <m>{vbr}</m> 的 BGP 网段：宣告专有网络 <m>{vpc}</m> 的 <m>{prefix}</m>。',
  'console-recover-vbr': '在高速通道控制台，恢复边界路由器 <m>{vbr}</m>（当前 {status}）。',
  'console-recover-circuit':
    '在高速通道控制台，物理专线 <m>{circuit}</m> 当前为 {status}、{businessStatus}：请结清账单，或联系运营商。',
  'console-activate-interface': '在高速通道控制台，激活路由器接口 <m>{routerInterface}</m>（当前 {status}）。',
  'console-quota': '在配额中心，将 <m>{router}</m> 的路由表 <m>{routeTable}</m> 的自定义路由配额提高到 {quota} 以上。',
  'console-merge-rows':
    '<m>{routeTable}</m> 可减少 {saved} 条路由而不改变任何地址的去向。先添加较大的网段，再删除其组成部分：',
  'console-move-rows':
    '在专有网络 <m>{vpc}</m> 中，为相关交换机使用单独的路由表并在其中写入 <m>{prefix}</m>；集群 <m>{cluster}</m> 会将其从 <m>{routeTable}</m> 中删除。',
  'console-remove-peer':
    '{count, plural, =0 {<m>{vbr}</m> 的邻居均在使用，新的会话请放到第二个边界路由器上。} other {<m>{vbr}</m> 上未承载路由的邻居可以删除：<m>{peers}</m>。}}',
  'console-mtu': '在控制台，为到 <m>{site}</m> 的各边界路由器设置相同的 MTU（当前 {sizes}），网关上也保持一致。',
  'console-vlan':
    '在控制台，为边界路由器 <m>{vbr}</m> 在物理专线 <m>{circuit}</m> 上选用 {vlan} 以外的 VLAN，并在网关上同步修改。',
  'console-link':
    '在控制台，将边界路由器 <m>{vbr}</m> 的互联地址（当前 <m>{local}</m>、<m>{peer}</m>）改为同一网段（IPv4 用 /30）内的两个主机地址，网关上也保持一致。',
  'console-link-far':
    '在控制台，将边界路由器 <m>{vbr}</m> 的对端网关地址（当前 <m>{peer}</m>）改为 <m>{other}</m>，或更正网关 <m>{gateway}</m> 的声明。',
  'console-replace-peer': '在 <m>{vbr}</m> 上添加 BGP 邻居 <m>{expected}</m>，确认会话建立后删除 <m>{address}</m>。',
  'console-remove-row': '在控制台的路由表 <m>{routeTable}</m> 中删除 <m>{prefix}</m>。',
  'console-transit-route':
    '在控制台，转发路由器 <m>{transitRouter}</m> 的路由表 <m>{routeTable}</m>：添加 <m>{prefix}</m>，或让对应的连接传播该路由。',
  'console-permit':
    '在控制台，为安全组 <m>{securityGroups}</m> 放行 <m>{edge}</m> 中需要进入的流量，然后在这里声明放行规则。',
  'console-bfd-timers':
    '在控制台，将边界路由器 <m>{vbr}</m> 的 BFD 间隔设为 200 至 1000 毫秒、检测倍数设为 3 至 10，网关上也保持一致。',
  'choose-asn':
    '为 <m>{at}</m> 换一个不同于 {asn} 的自治系统号：其他站点未使用的私有号，64512 至 65534（65025 除外）或 4200000000 至 4294967294。',
  'gateway-remove-route': '在网关 <m>{gateway}</m> 上，删除丢弃 <m>{prefix}</m> 的路由。',
  'console-add-on': '在容器服务控制台，集群 <m>{cluster}</m> 的组件管理：打开网络组件的配置，在那里修改并应用。',
  'console-pod-v-switch': '在容器服务控制台，集群 <m>{cluster}</m> 的网络组件：为可用区 {zone} 添加 Pod 交换机。',
  'kube-look-nodes': '在集群 <m>{cluster}</m> 中查看节点及其 Pod 网段：',
  'kube-rejoin': '在集群 <m>{cluster}</m> 中，移除节点 <m>{node}</m> 并重新加入：Pod 网段只分配一次。',
  'kube-network':
    '在集群 <m>{cluster}</m> 中，将 net-conf.json 的 Network 恢复为 <m>{network}</m>，然后重启 Flannel。托管集群由服务方处理。',
  'kube-restart': '在集群 <m>{cluster}</m> 中完成 <m>{daemonSets}</m> 的滚动更新：',
  'kube-eni-config': '在集群 <m>{cluster}</m> 中查看写入了什么、由谁写入：',
  'kube-masquerade': '在集群 <m>{cluster}</m> 中，去掉 <m>{daemonSet}</m> 参数中的 --ip-masq：',
  'kube-speakers': '<m>{lan}</m> 中发布路由的节点：<m>{nodes}</m>。请保证其中两个处于就绪状态：',
  'kube-flannel-node':
    '集群 <m>{cluster}</m> 的节点 <m>{node}</m> 上的 Flannel 尚未登记其子网。请查看该注解是否为 true，然后重启该节点上的 Flannel：',
  renumber: '请规划其他地址：地址台账会给出空闲地址块，然后修改声明的内容。',
  'keep-apart':
    '请为 <m>{of}</m> 的 <m>{prefix}</m> 或 <m>{otherOf}</m> 的 <m>{other}</m> 重新规划地址，地址台账会给出空闲地址块。',
  'test-source': '在“设置 - 数据源”中测试 <m>{source}</m> 的连接。',
  'correct-declared': '将 <m>{object}</m> 恢复为声明的状态，或把读取到的内容写入声明。',
  'retire-declared': '更正 <m>{object}</m> 的键，或撤销对它的声明。',
  'declare-gateway': '数据源 <m>{source}</m> 读取的网关 <m>{gateway}</m> 尚未声明，请在其站点下声明。',
} satisfies typeof en;
