import { Suspense } from 'react';
import { ChangeFormPage } from '@/components/changes/form/change-form-page';

export default function Page() {
  return (
    <Suspense>
      <ChangeFormPage />
    </Suspense>
  );
}
