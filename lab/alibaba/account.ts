/** The account that everything in the lab belongs to. */
export const ACCOUNT = '1000000000000001';
export const ACCOUNT_NUMBER = Number(ACCOUNT);
export const RESOURCE_GROUP = 'rg-lab';
