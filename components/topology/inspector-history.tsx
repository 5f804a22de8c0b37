import { ObjectHistory } from '@/components/lists/object-history';
import type { ObjectDetails } from './picture';

/** What happened to the chosen object, as sources saw it and as people declared it. */
export function InspectorHistory({ details }: { details: Pick<ObjectDetails, 'resources' | 'fact'> }) {
  return (
    <div className="px-4 pb-4">
      <ObjectHistory details={details} />
    </div>
  );
}
