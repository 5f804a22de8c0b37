import type { ReactNode } from 'react';
import { DoorFrame } from '@/components/shell/door-frame';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <DoorFrame>{children}</DoorFrame>;
}
