/**
 * Codes of the VPC and container service APIs, byte-exact (misspellings included) and compared case-sensitively. Sources, read 2026-11: the pages
 * "Error codes" of CreateRouteEntry, DeleteRouteEntry, DescribeRouteEntryList, CreateBgpPeer, DeleteBgpPeer and
 * DescribeBgpPeers (VPC and Express Connect API reference 2016-04-28), "Common error codes" of the API gateway, and the retry
 * lists of the public Terraform provider (aliyun/terraform-provider-alicloud), which also names the few known codes of the
 * container service (`Error…`, `StatusForbidden`). New codes appear: what is not listed is
 * judged by its HTTP status.
 */

/** Flow control: refused at the gate, nothing happened. Codes that contain `Throttling` are recognised without the list. */
export const THROTTLED: ReadonlySet<string> = new Set([
  'Throttling',
  'Throttling.User',
  'Throttling.Api',
  'Throttling.DeepPageSkip',
  'Rejected.Throttling',
  'FlowControl',
  'RequestLimitExceeded',
]);

/** The router or the object is busy with another write; the same request may pass a moment later. */
export const BUSY: ReadonlySet<string> = new Set([
  'TaskConflict',
  'OperationConflict',
  'SystemBusy',
  'OperationFailed.DistibuteLock',
  'IncorrectRouteEntryStatus',
  'IncorrcetRouteEntryStatus',
  'IncorrectVpcStatus',
  'IncorrectVSwitchStatus',
  'IncorrectInstanceStatus',
  'IncorrectStatus.RouteTableStatus',
  'IncorrectStatus.RouterInterface',
  'IncorrectStatus.VpcRouteEntry',
  'InvalidVBRStatus',
  'InvalidStatus.CannotOperate',
  'OperationDenied.VbrAttachEcrInMiddleStatus',
  'ErrorClusterState',
]);

/** Busy with, or unsure about, this very request: it may have happened or may yet happen. */
export const BUSY_WITH_THIS: ReadonlySet<string> = new Set(['LastTokenProcessing', 'UnknownError']);

/** The credentials may not do this, or are not accepted at all. */
export const DENIED: ReadonlySet<string> = new Set([
  'Forbidden',
  'Forbidden.RAM',
  'Forbidden.NotAuthorized',
  'Forbidden.SubUser',
  'Forbbiden',
  'NoPermission',
  'NotAuthorized',
  'InvalidAccessKeyId',
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'InvalidSecurityToken.Expired',
  'InvalidSecurityToken.Malformed',
  'InvalidSecurityToken.MismatchWithAccessKey',
  'InvalidCredentials',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'StatusForbidden',
  'ErrorCheckAcl',
]);

/** What the request speaks of does not exist. Existence errors of BGP calls come as HTTP 400. */
export const NOT_FOUND: ReadonlySet<string> = new Set([
  'InvalidVbrNetwork',
  'InvalidBgpGroup',
  'InvalidParams.NotFound',
  'InvalidRegionId.NotFound',
  'InvalidVpc.NotFound',
  'InvalidVpcId.NotFound',
  'InvalidRouteTable.NotFound',
  'InvalidRouteTableId.NotFound',
  'InvalidRouteEntry.NotFound',
  'InvalidRouteEntryId.NotFound',
  'InvalidRouteEntry',
  'InvalidNextHop.NotFound',
  'InvalidNextHopId.NotFound',
  'InvalidNexthop.NotFound',
  'ErrorClusterNotFound',
]);

/** A dry run that would have passed; it comes as an error. */
export const DRY_RUN_PASSED: ReadonlySet<string> = new Set(['DryRunOperation', 'DRYRUN.SUCCESS']);

/** Failures of Node's sockets and names before a byte of the request left: nothing happened. */
export const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPROTO',
]);
