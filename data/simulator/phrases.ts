import type { Random } from './random.ts';

/** What clerks write, by work area: where, and what is wrong there. Our own words. */
const PHRASES: Record<string, { places: string[]; troubles: string[]; measures: string[] }> = {
  fire: {
    places: [
      '教学楼二楼走廊',
      '综合楼东侧楼梯间',
      '食堂操作间',
      '图书馆',
      '配电房',
      '宿舍楼一层',
      '多功能厅',
      '午休室',
    ],
    troubles: [
      '灭火器压力不足',
      '应急照明灯不亮',
      '疏散指示标志脱落',
      '安全出口堆放杂物',
      '消火栓箱缺水带',
      '插线板串接使用',
      '电线外露未穿管',
      '防火门闭门器损坏',
      '烟感探头被遮挡',
    ],
    measures: ['更换器材并重新检测', '清理通道', '请电工重新布线', '联系维保单位修复'],
  },
  security: {
    places: ['校门口', '西侧围墙', '门卫室', '操场北侧', '监控室', '家长接送区'],
    troubles: [
      '防撞设施不足',
      '监控画面缺失',
      '围墙高度不够',
      '来访登记不全',
      '一键报警未定期测试',
      '保安器材过期',
      '周边流动摊贩占道',
    ],
    measures: ['补足设施', '检修监控', '加强登记', '会同有关部门整治'],
  },
  food: {
    places: ['食堂库房', '粗加工间', '备餐间', '留样柜', '开水间', '冷藏库'],
    troubles: [
      '食品留样记录不全',
      '生熟刀具混放',
      '冰箱温度偏高',
      '从业人员健康证到期',
      '防蝇设施破损',
      '饮水机滤芯逾期未换',
      '原料离墙离地不足',
    ],
    measures: ['立即整改并培训人员', '更换设备', '补齐台账', '重新体检'],
  },
  laboratory: {
    places: ['化学实验室', '药品库', '准备室', '生物实验室', '废液间'],
    troubles: [
      '药品柜未双人双锁',
      '废液未分类存放',
      '通风橱失效',
      '领用登记不全',
      '洗眼器无水',
      '试剂标签脱落',
    ],
    measures: ['落实双人双锁', '检修设备', '补登记录', '送有资质单位处置'],
  },
  bus: {
    places: ['校车停放区', '校门前路段', '3号校车', '上下客点', '非机动车棚'],
    troubles: [
      '安全锤缺失',
      '随车照管员记录不全',
      '轮胎磨损',
      '标线模糊',
      '人车未分流',
      '逃生门开启不畅',
      '电动自行车飞线充电',
    ],
    measures: ['补齐设备', '停运检修', '报请重划标线', '设置分流护栏'],
  },
  building: {
    places: [
      '教学楼外墙',
      '操场看台',
      '体育馆屋面',
      '三楼栏杆',
      '连廊',
      '围墙基础',
      '施工围挡',
      '电梯机房',
    ],
    troubles: [
      '墙砖空鼓',
      '栏杆松动',
      '屋面渗漏',
      '吊顶开裂',
      '地砖破损易滑',
      '排水不畅积水',
      '篮球架底座锈蚀',
      '检验标志过期',
      '围挡不牢',
    ],
    measures: ['加固维修', '封闭现场并请专业单位检测', '更换构件', '疏通管道'],
  },
  health: {
    places: ['卫生室', '厕所', '教室', '洗手池', '午睡室'],
    troubles: [
      '晨检记录不全',
      '消毒液配比无记录',
      '通风不足',
      '因病缺课追踪不全',
      '洗手液未补充',
      '保洁用具混用',
    ],
    measures: ['完善记录', '补充物资', '重新培训保洁员'],
  },
  education: {
    places: ['德育处', '班级', '宣传栏', '操场'],
    troubles: [
      '安全教育课时不足',
      '演练无总结',
      '疏散路线图未更新',
      '防溺水告知回执未收齐',
      '演练方案与现场不符',
    ],
    measures: ['补课并留痕', '修订方案', '更新图示', '逐户补签'],
  },
  emergency: {
    places: ['值班室', '物资库', '校办', '广播室'],
    troubles: ['应急物资过期', '值班记录漏签', '预案未修订', '应急电话不通', '防汛沙袋不足'],
    measures: ['补充物资', '修订预案', '落实双人值班'],
  },
  practical_training: {
    places: ['机加工实训室', '汽修车间', '电工实训室', '实训仓库'],
    troubles: ['设备防护罩缺失', '操作规程未上墙', '急停按钮失灵', '学生未戴护具'],
    measures: ['加装防护', '停用检修', '补充护具'],
  },
  responsibility: {
    places: ['办公室', '档案室', '各处室', '校办'],
    troubles: [
      '安全责任书未签全',
      '会议记录缺失',
      '隐患台账更新不及时',
      '岗位职责不清',
      '信息报送滞后',
    ],
    measures: ['补签责任书', '完善台账', '明确专人'],
  },
  study: {
    places: ['会议室', '党员活动室', '教研组'],
    troubles: ['专题学习无记录', '学习笔记不全', '宣讲未覆盖全体教职工'],
    measures: ['补学并记录', '组织全员宣讲'],
  },
};

const MAJOR: Record<string, string> = {
  fire: '消防控制系统整体瘫痪，疏散通道被封堵',
  building: '承重构件开裂，房屋存在垮塌风险',
  food: '使用过期原料加工学生餐',
  laboratory: '剧毒药品账物不符',
  bus: '使用报废车辆接送学生',
  practical_training: '高温高压设备未检验投用',
};

export interface Wording {
  readonly place: string;
  readonly description: string;
  readonly measures: string;
}

/** Words for one hazard or finding. */
export function wordingOf(random: Random, workArea: string, major: boolean): Wording {
  const phrases = PHRASES[workArea] ?? PHRASES['building'];
  if (!phrases) throw new RangeError(`no phrases for work area ${workArea}`);
  const place = random.pick(phrases.places);
  const trouble = (major && MAJOR[workArea]) || random.pick(phrases.troubles);
  return { place, description: `${place}${trouble}`, measures: random.pick(phrases.measures) };
}

/** The same words with another number and another day in them, as whoever copies a line edits it. */
export function edited(random: Random, { description, ...rest }: Wording): Wording {
  const day = `${random.integer(1, 12)}月${random.integer(1, 28)}日`;
  const number = random.integer(2, 9);
  const tail = random.pick([`（${day}查）`, `，共${number}处`, `，${day}检查发现${number}处`, '']);
  return { ...rest, description: `${description}${tail}` };
}
