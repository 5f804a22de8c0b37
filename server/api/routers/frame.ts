import { readFrame } from '@/server/use-cases/frame/read-frame';
import { router } from '../trpc';
import { read } from '../use-case';

export const frameRouter = router({ read: read(readFrame) });
