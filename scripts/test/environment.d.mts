export function cleanEnvironment(environment?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
