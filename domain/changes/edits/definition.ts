import type { Problem } from '@/domain/errors';
import type { Estate } from '@/domain/estate/estate';
import type { EstateView } from '@/domain/estate/view';

/** One kind of edit: what speaks against it, the estate with it, and the edit that takes it back. All of it pure. */
export interface EditDefinition<Edit> {
  problems(view: EstateView, edit: Edit): readonly Problem[];
  /** Called only for edits without problems. */
  apply(view: EstateView, edit: Edit): Estate;
  /** On the estate before the edit. */
  undo(view: EstateView, edit: Edit): Edit;
}
