export type ProcessDefinition = {
  name: string;
  command: () => { args: string[]; env: Record<string, string | undefined> };
  isReady?: (event: Record<string, unknown>) => boolean;
  probe?: () => Promise<boolean>;
  stopMs: number;
};
export type Supervisor = {
  start(definition: ProcessDefinition): Promise<Record<string, unknown>>;
  stop(together?: string[]): Promise<void>;
  kill(): void;
};
export function createSupervisor(options: {
  logDir: string;
  say: (text: string) => void;
  verbose: boolean;
  onFatal: (problem: Error) => void;
}): Promise<Supervisor>;
