export const auth = {
  title: 'Sign in',
  sentence: 'Know the rules, prove both directions, change it safely, always be able to go back.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in',
  withIssuer: 'Continue with {issuer}',
  orPassword: 'or with a password',
  firstStart: 'The first start printed the accounts and their passwords on the console.',
  errors: {
    emailMissing: 'Enter the email address of your account.',
    emailForm: 'This is not an email address: it needs a name, @ and a domain.',
    passwordMissing: 'Enter your password.',
    wrong: 'Email or password is wrong.',
    tooMany: 'Too many attempts. Wait {seconds, plural, one {# second} other {# seconds}}, then try again.',
    tooManyUnknown: 'Too many attempts. Wait a minute, then try again.',
    disabled: 'This account is disabled. An administrator can enable it.',
    issuerSilent: 'The identity provider does not answer, so it cannot sign anybody in. Try again, or use a password.',
    issuer: {
      declined: '{issuer} did not sign you in: it was cancelled there, or refused.',
      disabled: 'This account is disabled. An administrator can enable it.',
      'not-linked':
        'There is an account with your address, and {issuer} does not confirm that the address is yours. Sign in with your password, or ask an administrator.',
      'no-email': '{issuer} did not say which email address is yours. Whoever runs it can allow that.',
      'took-too-long': 'That way in is no longer open: it took too long, or was begun in another window. Try again.',
      'not-verified':
        'The answer of {issuer} could not be verified. Try again; if it stays, the server’s log says why.',
      other: '{issuer} did not sign you in. Try again; if it stays, the audit and the server’s log say why.',
    },
    unreachable: 'The server does not answer. Check the connection and try again.',
    server: 'The server could not sign you in (status {status}). Try again; if it stays, look into its log.',
  },
};
