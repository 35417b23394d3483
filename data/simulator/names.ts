import type { Random } from './random.ts';

/** Invented: pairs of characters that no township we could find goes by. */
export const districtName = '云汀区';

export const areaNames = [
  '霁原',
  '苇澜',
  '棠溆',
  '星渡',
  '桐霭',
  '砚汀',
  '萤泽',
  '霜禾',
  '琅汐',
  '杉隐',
  '荻岚',
  '芷洄',
] as const;

const FIRST = '启知明向沐抱澄予念若听观疏远弘景朗清映晴初安嘉允既含拾溯循涵';
const SECOND = '禾澜砚霁桐朴岚汀蓁微萤弦筠舟穗棠原宁圃榆苇星溪杏荻芃晖珩屿白';
const SURNAMES = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁余叶';

const SUFFIX: Record<string, string> = {
  kindergarten: '幼儿园',
  primary: '小学',
  migrant_primary: '新市民小学',
  junior_secondary: '初级中学',
  nine_year: '九年一贯制学校',
  senior_secondary: '高级中学',
  twelve_year: '十二年一贯制学校',
  vocational: '职业学校',
  special: '特殊教育学校',
  training: '文化艺术培训中心',
  bus_company: '校车服务有限公司',
  centre: '中心',
  service_firm: '安全技术服务有限公司',
};

const CENTRES = ['教师发展中心', '青少年活动中心', '教育信息中心', '学生实践中心'];

/** Gives invented names, each once. */
export class NameGiver {
  readonly #taken = new Set<string>();

  constructor(readonly random: Random) {}

  /** A school's own word, such as 启禾. */
  word(): string {
    return this.#once(() => `${letterOf(FIRST, this.random)}${letterOf(SECOND, this.random)}`);
  }

  /** The name of a unit of that kind in that area. */
  unit(kind: string, area: string): string {
    if (kind === 'centre') return this.#once(() => districtName + this.random.pick(CENTRES));
    return this.#once(
      () =>
        `${area}${letterOf(FIRST, this.random)}${letterOf(SECOND, this.random)}${SUFFIX[kind] ?? '学校'}`,
    );
  }

  #once(make: () => string): string {
    for (let attempt = 0; attempt < 50; attempt++) {
      const name = make();
      if (this.#taken.has(name)) continue;
      this.#taken.add(name);
      return name;
    }
    const name = `${make()}（${this.#taken.size}）`;
    this.#taken.add(name);
    return name;
  }
}

/** A person who does not exist: a surname and what people call them, such as 王老师. */
export const person = (random: Random, role = '老师'): string =>
  `${letterOf(SURNAMES, random)}${role}`;

const letterOf = (letters: string, random: Random): string =>
  letters.charAt(Math.floor(random.next() * letters.length));
