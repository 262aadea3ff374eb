import type { Area, School, Stage } from '@mingjian/contract/registry';
import { areas, demoCounties, schoolCounts } from './counties';
import { randomStream, type Random } from './random';
import type { Scale } from './scale';

/** The first two digits of a 标识码. */
const typeCode: Readonly<Record<Stage, string>> = {
  kindergarten: '11',
  primary: '21',
  junior: '31',
  senior: '34',
  vocational: '36',
  special: '51',
};
const schoolNoun: Readonly<Record<Stage, string>> = {
  kindergarten: '幼儿园',
  primary: '小学',
  junior: '初级中学',
  senior: '高级中学',
  vocational: '职业技术学校',
  special: '特殊教育学校',
};
const gradesOf: Readonly<Record<Stage, readonly number[]>> = {
  kindergarten: [0],
  primary: [1, 2, 3, 4, 5, 6],
  junior: [7, 8, 9],
  senior: [10, 11, 12],
  vocational: [10, 11, 12],
  special: [1, 2, 3, 4, 5, 6, 7, 8, 9],
};
const gradeNames = '学前 一年级 二年级 三年级 四年级 五年级 六年级 七年级 八年级 九年级 高一 高二 高三'.split(
  ' ',
);

interface Shape {
  /** Classes in each grade, from and to. */
  classes: readonly [number, number];
  /** Pupils in a class, on average. */
  pupils: number;
  /** 专任教师 per class. */
  teachersPerClass: number;
}
/** Small classes and small village schools, as in a city that loses children. */
const shapes: Readonly<Record<Stage, Readonly<Record<Area, Shape>>>> = {
  kindergarten: byArea([3, 6], 24, [3, 5], 20, [1, 2], 12, 2),
  primary: byArea([2, 4], 20, [2, 3], 18, [1, 1], 9, 1.9),
  junior: byArea([3, 4], 22, [2, 4], 19, [1, 2], 11, 3.1),
  senior: byArea([4, 6], 24, [3, 5], 22, [1, 2], 16, 3.6),
  vocational: byArea([2, 3], 18, [2, 3], 16, [1, 2], 12, 3.2),
  special: byArea([1, 1], 9, [1, 1], 8, [1, 1], 6, 1.8),
};

/** Tree and river names, so that no invented school is taken for a real one. */
const names = (
  '红松 云杉 白桦 水曲柳 黄檗 紫椴 胡桃 春榆 山杏 稠李 丁香 杜鹃 达子香 百合 芍药 金莲 雪莲 铃兰 蒲公英 五味子 ' +
  '清溪 碧湖 长河 镜泊 映月 听涛 沐风 朝霞 晨曦 启明 晴岚 远山 青岭 绿洲 芳草 沃野 稻香 麦浪 松涛 林海 雪原 鹿鸣 ' +
  '鹤舞 雁归 飞燕 金穗 银杏 梧桐 桑榆 木兰 海棠 山楂 红豆 青禾 嘉禾 瑞雪 春晖 秋实 知行 明德 博雅 致远 育才 笃学'
).split(' ');

/**
 * The school frame: every school of the city with its classes, teachers and pupils. Names carry 「(虚构)」 and the
 * serials of the codes start at 900001, beyond any that is in use.
 */
export function buildFrame(seed: number, scale: Scale): School[] {
  let serial = 900_000;
  return demoCounties.flatMap((county) =>
    (Object.keys(typeCode) as Stage[]).flatMap((stage) => {
      const order = randomStream(seed, 'names', county.code, stage).shuffled(names);
      const counts = schoolCounts[county.code]?.[stage] ?? [0, 0, 0];
      const places = areas.flatMap((area, index) => Array.from({ length: counts[index] ?? 0 }, () => area));
      return places.map((area, index) => {
        serial += 1;
        const code = `${typeCode[stage]}23${serial}`;
        return buildSchool(randomStream(seed, 'school', code), scale, {
          code,
          name: `${county.nameZh}${order[index] ?? ''}${schoolNoun[stage]}（虚构）`,
          countyCode: county.code,
          stage,
          area,
        });
      });
    }),
  );
}

function buildSchool(
  random: Random,
  scale: Scale,
  school: Pick<School, 'code' | 'name' | 'countyCode' | 'stage' | 'area'>,
): School {
  const shape = shapes[school.stage][school.area];
  const perGrade = random.between(shape.classes[0], shape.classes[1]) * scale.classes;
  const classes = gradesOf[school.stage].flatMap((grade) =>
    Array.from({ length: perGrade }, (_, index) => ({
      grade,
      name: `${gradeNames[grade] ?? ''}${index + 1}班`,
      pupils: Math.max(3, Math.round(shape.pupils * scale.classSize * (1 + 0.18 * random.normal()))),
    })),
  );
  const staff = classes.length * shape.teachersPerClass * (1 + 0.12 * random.normal());
  return {
    ...school,
    teachers: Math.min(2000, Math.max(4, Math.round(staff * scale.classSize))),
    pupils: classes.reduce((sum, each) => sum + each.pupils, 0),
    classes,
    fictional: true,
  };
}

function byArea(
  urbanClasses: [number, number],
  urbanPupils: number,
  townClasses: [number, number],
  townPupils: number,
  ruralClasses: [number, number],
  ruralPupils: number,
  teachersPerClass: number,
): Record<Area, Shape> {
  return {
    urban: { classes: urbanClasses, pupils: urbanPupils, teachersPerClass },
    town: { classes: townClasses, pupils: townPupils, teachersPerClass },
    rural: { classes: ruralClasses, pupils: ruralPupils, teachersPerClass },
  };
}

const stageNames: Readonly<Record<Stage, string>> = {
  kindergarten: '幼儿园',
  primary: '小学',
  junior: '初中',
  senior: '高中',
  vocational: '中职',
  special: '特殊教育',
};
const areaNames: Readonly<Record<Area, string>> = { urban: '城区', town: '镇区', rural: '乡村' };

const schoolHeader = ['学校标识码', '学校名称', '区划代码', '学段', '城乡', '专任教师数', '在校学生数'];
const classHeader = ['学校标识码', '年级', '班级', '学生数'];

/** The frame as the two files that an agency imports. */
export function frameCsv(schools: readonly School[]): { schools: string; classes: string } {
  const schoolLines = schools.map((school) =>
    [
      school.code,
      school.name,
      school.countyCode,
      stageNames[school.stage],
      areaNames[school.area],
      school.teachers,
      school.pupils,
    ].join(','),
  );
  const classLines = schools.flatMap((school) =>
    school.classes.map((each) => [school.code, each.grade, each.name, each.pupils].join(',')),
  );
  return {
    schools: [schoolHeader.join(','), ...schoolLines, ''].join('\r\n'),
    classes: [classHeader.join(','), ...classLines, ''].join('\r\n'),
  };
}
