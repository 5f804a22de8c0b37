/** The service's default quotas; custom entries per table are the table's own. */
export const QUOTA = {
  bgpPeersPerVbr: 8,
  bgpGroupsPerVbr: 8,
  bgpNetworksPerVbr: 20,
  routesPerPeer: 110,
} as const;
