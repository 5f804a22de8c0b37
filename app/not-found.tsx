import { NothingHere } from '@/components/shell/nothing-here';

export default function NotFound() {
  return (
    <main className="flex min-h-full items-center justify-center">
      <NothingHere />
    </main>
  );
}
