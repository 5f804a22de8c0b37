export function findDeadLinks(root?: string): Promise<string[]>;
