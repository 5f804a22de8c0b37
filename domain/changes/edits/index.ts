import { canonicalJson } from '@/domain/canonical-json';
import { assertNever, type Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { withOriginView } from '@/domain/routing/origin';
import type { EditDefinition } from './definition';
import type { EstateEdit } from './edit';
import { nodeEdit } from './node-edit';
import { permitEdit } from './permit-edit';
import { sessionEdit } from './session-edit';

/** What speaks against an edit of this estate: paths are into the edit. */
export function problemsOfEdit(view: EstateView, edit: EstateEdit): readonly Problem[] {
  return definitionOf(edit).problems(view, edit);
}

/** The estate with the edit in it. The revision says that this is not what was observed. */
export function applyEdit(view: EstateView, edit: EstateEdit): EstateView {
  const estate = definitionOf(edit).apply(view, edit);
  return withOriginView({ ...view, estate, revision: `${view.revision}+${canonicalJson(edit)}` }, view);
}

/** The edit that takes this one back, to be asked of the estate before it: the same estate again, but for the order in lists. */
export function undoOf(view: EstateView, edit: EstateEdit): EstateEdit {
  return definitionOf(edit).undo(view, edit);
}

/** A definition takes any edit of its own kinds; the compiler cannot see that, so the one cast stands here. */
function definitionOf(edit: EstateEdit): EditDefinition<EstateEdit> {
  switch (edit.kind) {
    case 'set-bgp-session':
      return sessionEdit as unknown as EditDefinition<EstateEdit>;
    case 'add-node':
    case 'change-node':
    case 'remove-node':
      return nodeEdit as unknown as EditDefinition<EstateEdit>;
    case 'add-permit':
    case 'change-permit':
    case 'remove-permit':
      return permitEdit as unknown as EditDefinition<EstateEdit>;
    default:
      return assertNever(edit);
  }
}
