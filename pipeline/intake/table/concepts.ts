/**
 * The notions by which headers differ though most of their letters agree: 整改完成日期 and 整改期限,
 * 发现日期 and 复查日期, 单位负责人 and 单位名称, 检查单位 and 受检单位. Words of one line mean the same.
 */
const CONCEPTS: readonly (readonly string[])[] = [
  ['受检', '被检查', '被检', '被查', '受查', '迎检'],
  ['复查', '复核', '核查', '验收', '复检', '核验', '回头看'],
  ['发现', '查出', '检查', '排查', '巡查', '自查', '督查'],
  ['整改', '治理', '整治', '销号', '闭环', '处置', '消除'],
  ['完成', '完毕', '办结', '实际', '已'],
  ['未', '剩余', '尚', '待', '遗留'],
  ['期限', '时限', '限期', '计划', '拟', '应', '截止', '预计'],
  ['填报', '填表', '报送', '上报', '报告', '首报', '提交', '录入'],
  ['登记'],
  ['发生', '事发'],
  ['通知', '下发', '交办'],
  ['重大'],
  ['一般'],
  ['责任', '负责', '主管'],
  ['单位', '学校', '部门', '科室', '机构', '企业', '园所', '公司', '处室'],
  ['人数', '人次'],
  ['次数', '次'],
  ['数量', '条数', '个数', '件数', '总数', '数'],
  ['人员', '姓名', '人', '者', '员'],
  ['名称', '全称', '校名', '园名'],
  ['代码', '编码', '编号', '序号', '标识码', '号码', '号'],
  ['用时', '时长', '耗时'],
  ['日期', '时间', '时刻', '日'],
  ['月份', '月度', '月'],
  ['年份', '年度', '年'],
  ['延期', '展期'],
  ['督办', '挂牌'],
  ['提级'],
  ['资金', '经费', '金额', '费用', '投入'],
  ['电话', '手机', '联系方式', '联系'],
  ['部位', '地点', '位置', '场所', '工点'],
  ['地址'],
  ['等级', '级别', '程度'],
  ['类别', '类型', '分类', '种类', '领域', '类'],
  ['性质'],
  ['情况', '状态', '结果', '进度', '进展', '结论'],
  ['描述', '内容', '详情', '概述', '经过'],
  ['说明', '备注'],
  ['原因'],
  ['措施', '要求', '办法'],
  ['临时', '管控', '防控'],
  ['方案', '预案'],
  ['照片', '图片', '附件', '影像'],
  ['疏散'],
  ['上级', '集团', '中心校'],
  ['片区', '街道'],
  ['死亡'],
  ['受伤', '伤'],
  ['来源', '途径', '方式', '形式'],
  ['指挥'],
  ['评估', '评审', '点评'],
  ['是否'],
  ['及', '和', '与', '或'],
];

/** What happens to a hazard, of which a header such as 复查 may stand over a plain 日期. */
const STAGES = [
  '发现',
  '整改',
  '完成',
  '期限',
  '复查',
  '填报',
  '登记',
  '发生',
  '延期',
  '督办',
  '通知',
];
/** Of these, the ones that are not what a plain 日期 or 情况 of ours means. */
const OTHER_STAGES = ['复查', '延期', '督办', '通知', '上级'];

const conceptOf = new Map(CONCEPTS.flatMap((words, index) => words.map((word) => [word, index])));
const WORDS = new RegExp(
  [...conceptOf.keys()].sort((one, other) => other.length - one.length).join('|'),
  'gu',
);

/** Whether two header keys speak of the same notions, whatever else they say. */
export function sameConcepts(one: string, other: string): boolean {
  return conceptKey(one) === conceptKey(other);
}

/**
 * Whether what stands over a header gives it another sense than it has alone: 复查 over 日期. A header
 * that names its own stage, as 销号日期, keeps its sense under 验收.
 */
export function changesSense(upper: string, lower: string): boolean {
  const lowerKey = ` ${conceptKey(lower)} `;
  const upperKey = ` ${conceptKey(upper)} `;
  const has = (key: string, word: string) => key.includes(` ${conceptOf.get(word) ?? -1} `);
  return (
    !STAGES.some((word) => has(lowerKey, word)) && OTHER_STAGES.some((word) => has(upperKey, word))
  );
}

const keys = new Map<string, string>();

function conceptKey(header: string): string {
  const known = keys.get(header);
  if (known !== undefined) return known;
  const found = new Set(header.match(WORDS)?.map((word) => conceptOf.get(word)));
  const key = [...found].sort().join(' ');
  // Only headers come here, but a file may have as many of them as it likes.
  if (keys.size < 5000) keys.set(header, key);
  return key;
}
