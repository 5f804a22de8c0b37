import type { UseFormReturn } from 'react-hook-form';
import type { Choices, RouterChoice } from '@/domain/changes/choices';
import type { RouterRef } from '@/domain/changes/effect';
import type { Problem } from '@/domain/errors';
import type { Draft, DraftOperation } from '../form/draft';

/** What every operation's form is given: what there is to choose from, its operation, and what is wrong with it. */
export type OperationFormProps<O extends DraftOperation = DraftOperation> = {
  choices: Choices;
  operation: O;
  onChange: (operation: O) => void;
  /** paths relative to the operation */
  problems: readonly Problem[];
  /** the author has asked for the plan: what is missing is said too */
  asked: boolean;
  form: UseFormReturn<Draft>;
};

export function routerChoice({ routers }: Choices, { kind, key }: RouterRef): RouterChoice | undefined {
  return routers.find(({ router }) => router.kind === kind && router.key === key);
}

/** The data centre's end of a VBR's link, of the family of one of its groups; empty where the VBR does not tell it. */
export function farAddressFor(router: RouterChoice | undefined, group: string): string {
  const family = router?.groups.find(({ key }) => key === group)?.family ?? 4;
  return router?.farAddresses[family] ?? '';
}
