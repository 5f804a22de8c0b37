import { NothingHere } from '@/components/shell/nothing-here';

/** Within the frame, so that a missing object does not take the navigation away. */
export default function NotFound() {
  return (
    <div className="flex h-full items-center justify-center">
      <NothingHere />
    </div>
  );
}
