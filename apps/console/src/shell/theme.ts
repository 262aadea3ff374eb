import type { ThemeConfig } from 'antd';

/** One deep blue for action, one cinnabar for what needs attention; grey text dark enough to read (4.5 : 1). */
export const theme: ThemeConfig = {
  cssVar: { key: 'mj' },
  token: {
    colorPrimary: '#174a8b',
    colorLink: '#174a8b',
    colorLinkHover: '#2a66b5',
    colorInfo: '#174a8b',
    colorError: '#b3351f',
    colorWarning: '#8f5a00',
    colorSuccess: '#2c6e49',
    colorTextBase: '#1c2430',
    colorTextSecondary: '#4a5565',
    colorTextTertiary: '#5c6778',
    colorTextQuaternary: '#667182',
    colorTextPlaceholder: '#667182',
    colorTextDescription: '#5c6778',
    colorTextDisabled: '#667182',
    colorBorder: '#c9d1dc',
    colorBorderSecondary: '#e4e8ee',
    colorBgLayout: '#ffffff',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      '"Inter", system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif',
    controlHeight: 34,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Layout: {
      siderBg: '#f5f7fa',
      headerBg: '#ffffff',
      bodyBg: '#ffffff',
      headerHeight: 56,
      headerPadding: '0 24px',
    },
    Menu: {
      itemBg: 'transparent',
      itemSelectedBg: '#e2ebf7',
      itemSelectedColor: '#123d74',
      itemHeight: 40,
      itemMarginInline: 10,
    },
    Table: {
      headerBg: '#f5f7fa',
      headerColor: '#3a4554',
      headerSplitColor: 'transparent',
      cellPaddingBlockMD: 10,
      headerSortActiveBg: '#eaeff5',
      headerSortHoverBg: '#eaeff5',
      bodySortBg: 'transparent',
    },
    Button: { defaultShadow: 'none', primaryShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 18 },
  },
};
