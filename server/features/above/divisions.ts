/**
 * Provinces, autonomous regions, municipalities and special administrative regions by the first two figures of GB/T 2260
 * (中华人民共和国行政区划代码), as the Ministry of Civil Affairs publishes them.
 */
const provinces: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  13: '河北省',
  14: '山西省',
  15: '内蒙古自治区',
  21: '辽宁省',
  22: '吉林省',
  23: '黑龙江省',
  31: '上海市',
  32: '江苏省',
  33: '浙江省',
  34: '安徽省',
  35: '福建省',
  36: '江西省',
  37: '山东省',
  41: '河南省',
  42: '湖北省',
  43: '湖南省',
  44: '广东省',
  45: '广西壮族自治区',
  46: '海南省',
  50: '重庆市',
  51: '四川省',
  52: '贵州省',
  53: '云南省',
  54: '西藏自治区',
  61: '陕西省',
  62: '甘肃省',
  63: '青海省',
  64: '宁夏回族自治区',
  65: '新疆维吾尔自治区',
  71: '台湾省',
  81: '香港特别行政区',
  82: '澳门特别行政区',
}

const municipalities: ReadonlySet<string> = new Set(['11', '12', '31', '50'])

export const wholeCountry = '全国'
export const withoutCode = '没有填区划代码的县'

export function isProvince(code: string): boolean {
  return code in provinces
}

/** What a part of the country is called; of a prefecture that the operator has not named, what its code says. */
export function nameOfPart(code: string, names: ReadonlyMap<string, string>): string {
  if (code === '') return wholeCountry
  if (code === 'none') return withoutCode
  return names.get(code) ?? provinces[code] ?? nameByFigures(code)
}

function nameByFigures(code: string): string {
  const [province, rest] = [code.slice(0, 2), code.slice(2)]
  if (rest === '90') return '省直辖县级行政区划'
  if (municipalities.has(province) && rest === '01') return '市辖区'
  if (municipalities.has(province) && rest === '02') return '县'
  return code
}
