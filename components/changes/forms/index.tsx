'use client';

import type { ComponentType } from 'react';
import type { OperationKind } from '@/domain/changes/operations';
import { AddBgpPeerForm } from './add-bgp-peer-form';
import { AddRouteEntryForm } from './add-route-entry-form';
import { MoveRouteEntryForm } from './move-route-entry-form';
import type { OperationFormProps } from './props';
import { RemoveBgpPeerForm } from './remove-bgp-peer-form';
import { RemoveRouteEntryForm } from './remove-route-entry-form';

/** The form of each operation. Kind and props belong together by this table; the compiler cannot see that. */
const FORMS = {
  'add-route-entry': AddRouteEntryForm,
  'move-route-entry': MoveRouteEntryForm,
  'remove-route-entry': RemoveRouteEntryForm,
  'add-bgp-peer': AddBgpPeerForm,
  'remove-bgp-peer': RemoveBgpPeerForm,
} as const satisfies Record<OperationKind, unknown>;

export function OperationForm(props: OperationFormProps) {
  const Form = FORMS[props.operation.kind] as ComponentType<OperationFormProps>;
  return <Form {...props} />;
}
