import { defineTexts } from '../language';

export const useTexts = defineTexts(
  'session',
  {
    signIn: '登录',
    signOut: '退出登录',
    changePassword: '修改密码',
    currentPassword: '现在的密码',
    newPassword: '新密码',
    passwordRule: '至少 {{n}} 个字符',
    passwordChanged: '密码已修改，其他登录已退出。',
    email: '邮箱',
    password: '密码',
    emailRule: '请填写完整的邮箱地址，如 name@example.cn',
    noAccount: '没有账号或忘记密码，请联系市督导办的管理员。',
    about: '每一个数都能追溯到答卷或指标值；每一次改动都留有记录。',
  },
  {
    signIn: 'Sign in',
    signOut: 'Sign out',
    changePassword: 'Change password',
    currentPassword: 'Present password',
    newPassword: 'New password',
    passwordRule: 'At least {{n}} characters',
    passwordChanged: 'Password changed; your other sessions have ended.',
    email: 'Email',
    password: 'Password',
    emailRule: 'Enter a full email address, such as name@example.cn',
    noAccount: 'No account, or password forgotten? Ask the administrator of the supervision office.',
    about: 'Every number traces back to answers or to an indicator value; every change leaves a record.',
  },
);
