import protobuf from 'protobufjs';

/**
 * The few messages of GoBGP's API that are used, with its numbers and in our own words. 3.x and 4.x share all of them: what
 * differs is the service's name, the numbering of some enums (numbers here, words in `dialect.ts`) and what stands in the two
 * members of a path, which are left undecoded until the dialect is known.
 */
const MESSAGES = `
syntax = "proto3";
message Empty {}
message Global { uint32 asn = 1; string router_id = 2; }
message GetBgpResponse { Global global = 1; }
message ListPeerRequest { string address = 1; bool enable_advertised = 2; }
message ListPeerResponse { Peer peer = 1; }
message Peer {
  PeerConf conf = 2; PeerState state = 5; Timers timers = 6; repeated AfiSafi afi_safis = 10; Bfd bfd = 12;
}
message PeerConf {
  string auth_password = 1; string description = 2; uint32 local_asn = 3; string neighbor_address = 4; uint32 peer_asn = 5;
  bool admin_down = 15;
}
message PeerState {
  string auth_password = 1; uint32 local_asn = 3; string neighbor_address = 5; uint32 peer_asn = 6; int32 session_state = 13;
  int32 admin_state = 15; int32 disconnect_reason = 21; BfdState bfd_state = 23;
}
message Bfd { bool enabled = 1; }
message BfdState { int32 session_state = 1; }
message AfiSafi { AfiSafiState state = 3; }
message AfiSafiState { Family family = 1; uint64 received = 3; uint64 accepted = 4; uint64 advertised = 5; }
message Family { int32 afi = 1; int32 safi = 2; }
message Timers { TimersState state = 2; }
message TimersState { Timestamp uptime = 6; }
message Timestamp { int64 seconds = 1; }
message Lookup { string prefix = 1; int32 type = 2; }
message ListPathRequest { int32 table_type = 1; string name = 2; Family family = 3; repeated Lookup prefixes = 4; }
message ListPathResponse { Destination destination = 1; }
message Destination { string prefix = 1; repeated Path paths = 2; }
message Path {
  bytes nlri = 1; repeated bytes pattrs = 2; bool best = 4; bool is_withdraw = 5; string neighbor_ip = 15;
  bool is_nexthop_invalid = 17;
}
message Any { string type_url = 1; bytes value = 2; }
message Prefix { uint32 prefix_len = 1; string prefix = 2; }
message PrefixNlri { Prefix prefix = 1; }
message Attribute {
  oneof attr { bytes as_path = 3; bytes next_hop = 4; bytes multi_exit_disc = 5; bytes local_pref = 6; bytes mp_reach = 12; }
}
message AsPath { repeated Segment segments = 1; }
message Segment { int32 type = 1; repeated uint32 numbers = 2; }
message NextHop { string next_hop = 1; }
message MultiExitDisc { uint32 med = 1; }
message LocalPref { uint32 local_pref = 1; }
message MpReach { repeated string next_hops = 2; }
message Filter { int32 type = 1; bool init = 2; }
message Table { repeated Filter filters = 1; }
message WatchEventRequest { Empty peer = 1; Table table = 2; }
message WatchEventResponse { PeerEvent peer = 2; Empty table = 3; }
message PeerEvent { int32 type = 1; }
`;

const root = protobuf.parse(MESSAGES, { keepCase: true }).root;

/** Takes a message apart; a number of 64 bits beyond 2^53 is rounded, a member that is missing has its default. @throws when the bytes are no such message */
export function decode(name: string, bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), { longs: Number, defaults: true, arrays: true });
}

export function encode(name: string, value: Readonly<Record<string, unknown>>): Buffer {
  const type = root.lookupType(name);
  return Buffer.from(type.encode(type.fromObject(value)).finish());
}
