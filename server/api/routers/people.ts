import { addPerson } from '@/server/use-cases/people/add-person';
import { disablePerson, enablePerson } from '@/server/use-cases/people/disable-person';
import { grantRole, revokeRole } from '@/server/use-cases/people/grant-role';
import { listNames, listPeople, whoAmI } from '@/server/use-cases/people/list-people';
import { resetPassword } from '@/server/use-cases/people/reset-password';
import { createToken, listTokenNames, listTokens, revokeToken } from '@/server/use-cases/people/tokens';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const peopleRouter = router({
  me: read(whoAmI),
  names: read(listNames),
  list: read(listPeople),
  add: write(addPerson),
  disable: write(disablePerson),
  enable: write(enablePerson),
  grantRole: write(grantRole),
  revokeRole: write(revokeRole),
  resetPassword: write(resetPassword),
  tokens: read(listTokens),
  tokenNames: read(listTokenNames),
  createToken: write(createToken),
  revokeToken: write(revokeToken),
});
