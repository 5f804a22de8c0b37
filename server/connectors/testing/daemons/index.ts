export { type Network, openNetwork, type Place } from './network';
export { type Daemons, obtainDaemons, obtainNft } from './obtain';
export { type RunningFrr, type RunningGobgp, startFrr, startGobgp } from './speakers';
