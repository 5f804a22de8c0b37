export const errors = {
  notFound: {
    title: 'There is nothing here',
    detail: 'The address is wrong, or what stood here is gone. The audit still knows it.',
    home: 'Open topology',
    audit: 'Open audit',
  },
  crashed: {
    title: 'This page could not be shown',
    detail:
      'Nothing was changed on any network. Try again; if it stays, give the reference to whoever runs this server.',
    reference: 'Reference {digest}',
    noReference: 'The browser gave no reference: the fault is in the page itself.',
    home: 'Open topology',
  },
};
