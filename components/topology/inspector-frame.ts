/** Beside the picture, never over it. */
export const INSPECTOR_FRAME = 'flex w-(--inspector) shrink-0 flex-col border-l border-line bg-surface max-lg:w-80';
