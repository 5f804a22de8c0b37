import { HistoryTab } from '@/components/network/history-tab';
import type { ResourceKind } from '@/domain/estate/resource';

/** Versions of the chosen object. */
export function InspectorHistory({ kind, objectKey }: { kind: ResourceKind; objectKey: string }) {
  return (
    <div className="p-4">
      <HistoryTab kind={kind} objectKey={objectKey} />
    </div>
  );
}
