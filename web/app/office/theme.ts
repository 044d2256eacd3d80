import type { ThemeConfig } from 'antd'

/**
 * antd reckons its shades from colours that it must know as numbers, so the tokens are read from the
 * stylesheet that everything else uses; they are written down once, in web/ui/tokens.css.
 */
type Read = (name: string) => string

function readTokens(): Read {
  const style = getComputedStyle(document.documentElement)
  return (name) => style.getPropertyValue(`--${name}`).trim()
}

/** `.8125rem` in the browser's own text size, in pixels. */
function pixels(value: string): number {
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return value.endsWith('rem') ? Number.parseFloat(value) * root : Number.parseFloat(value)
}

function colours(read: Read): ThemeConfig['token'] {
  return {
    colorPrimary: read('red'),
    colorPrimaryHover: read('red-press'),
    colorPrimaryActive: read('red-press'),
    colorInfo: read('due'),
    colorSuccess: read('done'),
    colorWarning: read('late'),
    // Red is never an error.
    colorError: read('error'),
    colorLink: read('ink'),
    colorLinkHover: read('ink-2'),
    // antd styles every link of the page once one of its parts is there; a link is told from text by its line.
    linkDecoration: 'underline',
    linkHoverDecoration: 'underline',
    linkFocusDecoration: 'underline',
    colorText: read('ink'),
    colorTextSecondary: read('ink-2'),
    colorTextTertiary: read('ink-3'),
    colorTextQuaternary: read('ink-3'),
    colorTextPlaceholder: read('ink-3'),
    colorTextDescription: read('ink-3'),
    colorTextDisabled: read('ink-3'),
    colorBgBase: read('sheet'),
    colorBgContainer: read('sheet'),
    colorBgElevated: read('sheet'),
    colorBgLayout: read('paper'),
    colorBgContainerDisabled: read('sunk'),
    colorFillSecondary: read('sunk'),
    colorFillTertiary: read('sunk'),
    colorFillAlter: read('paper'),
    colorBorder: read('rule-strong'),
    colorBorderSecondary: read('rule'),
    colorSplit: read('rule'),
    controlItemBgActive: read('sunk'),
    controlItemBgActiveHover: read('sunk'),
    controlItemBgHover: read('sunk'),
  }
}

/** Red is the next step; what is merely chosen is ink. */
function components(read: Read): ThemeConfig['components'] {
  const ink = read('ink')
  const inked = { colorPrimary: ink, colorPrimaryHover: read('ink-2'), colorPrimaryActive: ink }
  return {
    Button: { defaultBorderColor: read('ink-2'), primaryShadow: 'none', defaultShadow: 'none' },
    Checkbox: inked,
    Radio: inked,
    Switch: inked,
    Pagination: inked,
    DatePicker: inked,
    Steps: inked,
    Tree: inked,
    Tabs: { ...inked, itemSelectedColor: ink, itemHoverColor: ink, inkBarColor: read('red') },
    Select: { optionSelectedBg: read('sunk'), optionActiveBg: read('sunk') },
    Table: {
      headerBg: read('sheet'),
      headerColor: read('ink-2'),
      headerSplitColor: 'transparent',
      cellPaddingBlock: 6,
      cellPaddingInline: 8,
    },
  }
}

export function officeTheme(): ThemeConfig {
  const read = readTokens()
  const target = pixels(read('target'))
  return {
    // Without hashed classes antd's selectors need no :where(), which Chrome 87 does not know.
    hashed: false,
    token: {
      ...colours(read),
      fontFamily: read('sans'),
      fontSize: pixels(read('t-body')),
      lineHeight: Number(read('lh')),
      controlHeight: target,
      controlHeightSM: Math.round(target * 0.8),
      borderRadius: pixels(read('r-2')),
      borderRadiusLG: pixels(read('r-2')),
      borderRadiusSM: pixels(read('r-1')),
      boxShadow: read('lift-2'),
      boxShadowSecondary: read('lift-2'),
      motionDurationFast: '0.1s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.2s',
      wireframe: false,
    },
    components: components(read),
  }
}
