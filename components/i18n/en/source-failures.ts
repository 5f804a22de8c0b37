/** Why a reading failed. */
export const failure = {
  throttled: 'The source is limiting calls. Lower the calls per minute, or wait.',
  unavailable: 'The source does not answer. Check its address and the way to it.',
  denied: 'The credential lacks a right. Test the connection to see which.',
  conflict: 'The source was busy with the same object. The next reading tries again.',
  'not-found': 'The source does not know what was asked for.',
  rejected: 'The source refused the request.',
  clock: 'The clock here and that of the source are too far apart. Set both by a time server.',
  'certificate-time':
    'The certificate of the source is not valid yet or no longer. Look at its dates, and at both clocks.',
  certificate: 'The source does not prove who it is: nobody trusted here vouches for its certificate under this name.',
  'too-large': 'The answer is larger than any real one and was not read to its end.',
  'too-slow':
    'The reading did not end in its time. What had come by then is kept. Look why the source is slow, or give it more time.',
  'not-understood':
    'Some rows were not understood. The others are kept up to date, and nothing counts as gone. Correct these at the source:',
  internal: 'The reading failed inside Causeway. The log has the cause.',
  other: 'The reading failed.',
};
