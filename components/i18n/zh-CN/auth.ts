import type { auth as en } from '../en/auth';

export const auth = {
  title: '登录',
  sentence: '看清规则，双向验证，安全变更，随时可退。',
  email: '邮箱',
  password: '密码',
  submit: '登录',
  submitting: '正在登录',
  withIssuer: '使用 {issuer} 登录',
  orPassword: '或使用密码',
  firstStart: '首次启动时，控制台已打印各账号及其密码。',
  errors: {
    emailMissing: '请输入账号邮箱。',
    emailForm: '邮箱格式不正确，应包含用户名、@ 和域名。',
    passwordMissing: '请输入密码。',
    wrong: '邮箱或密码不正确。',
    tooMany: '{seconds, plural, other {尝试次数过多，请在 # 秒后重试。}}',
    tooManyUnknown: '尝试次数过多，请一分钟后重试。',
    disabled: '该账号已停用，可由管理员启用。',
    issuerSilent: '身份提供方没有响应，暂时无法登录。请重试，或使用密码。',
    issuer: {
      declined: '{issuer} 未让您登录：已在那里取消，或被拒绝。',
      disabled: '该账号已停用，可由管理员启用。',
      'not-linked': '已有使用您邮箱的账号，但 {issuer} 未确认该邮箱属于您。请使用密码登录，或联系管理员。',
      'no-email': '{issuer} 没有提供您的邮箱，可由其管理人员放开。',
      'took-too-long': '本次登录已失效：用时过长，或是在另一个窗口中开始的。请重试。',
      'not-verified': '{issuer} 的应答未通过校验。请重试；若仍失败，原因见服务日志。',
      other: '{issuer} 未能完成登录。请重试；若仍失败，原因见审计和服务日志。',
    },
    unreachable: '服务器没有响应，请检查网络后重试。',
    server: '服务器未能完成登录（状态码 {status}）。请重试；若仍失败，请查看服务日志。',
  },
} satisfies typeof en;
