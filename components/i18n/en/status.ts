export const status = {
  healthy: 'Healthy',
  warning: 'Warning',
  broken: 'Broken',
  unknown: 'Unknown',
  changing: 'Changing',
};
