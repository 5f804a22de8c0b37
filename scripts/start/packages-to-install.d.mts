type State = { wanted: string; runs?: string; all?: string; development: boolean; hasDevelopment: boolean };

export function packagesToInstall(state: State): 'runs' | 'all' | null;
