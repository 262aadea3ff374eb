import type { County } from '@mingjian/contract/registry';

/** The ten counties and districts of Mudanjiang by their codes of GB/T 2260; seeded when the system starts. */
export const seededCounties: readonly County[] = [
  { code: '231002', nameZh: '东安区', nameEn: "Dong'an District", kind: 'district' },
  { code: '231003', nameZh: '阳明区', nameEn: 'Yangming District', kind: 'district' },
  { code: '231004', nameZh: '爱民区', nameEn: 'Aimin District', kind: 'district' },
  { code: '231005', nameZh: '西安区', nameEn: "Xi'an District", kind: 'district' },
  { code: '231025', nameZh: '林口县', nameEn: 'Linkou County', kind: 'county' },
  { code: '231081', nameZh: '绥芬河市', nameEn: 'Suifenhe City', kind: 'county-level city' },
  { code: '231083', nameZh: '海林市', nameEn: 'Hailin City', kind: 'county-level city' },
  { code: '231084', nameZh: '宁安市', nameEn: "Ning'an City", kind: 'county-level city' },
  { code: '231085', nameZh: '穆棱市', nameEn: 'Muling City', kind: 'county-level city' },
  { code: '231086', nameZh: '东宁市', nameEn: 'Dongning City', kind: 'county-level city' },
];
