import { text } from '../text.ts';
import { code, type CodeList } from './code-list.ts';

/** Rule W1; nine-year, twelve-year, vocational and special schools are ours. */
export const unitKind: CodeList = {
  label: text('单位类别', 'Kind of unit'),
  codes: [
    code('kindergarten', '幼儿园', 'Kindergarten', '幼教', '园所'),
    code('primary', '小学', 'Primary school', '完小', '完全小学'),
    code(
      'migrant_primary',
      '新市民小学',
      'Migrant-children primary',
      '外来工子弟小学',
      '民工子弟学校',
    ),
    code('junior_secondary', '初中', 'Junior secondary school', '初级中学', '中学'),
    code('nine_year', '九年一贯制学校', 'Nine-year school', '九年制', '九年一贯制', '一贯制学校'),
    code(
      'senior_secondary',
      '高中',
      'Senior secondary school',
      '高级中学',
      '普通高中',
      '完全中学',
      '完中',
    ),
    code('twelve_year', '十二年一贯制学校', 'Twelve-year school', '十二年制'),
    code('vocational', '中等职业学校', 'Vocational school', '中职', '职业学校', '职教中心'),
    code('special', '特殊教育学校', 'Special school', '特教', '特校'),
    code('campus', '校区', 'Campus of a school group', '集团校区', '分校'),
    code(
      'training',
      '校外培训机构',
      'Off-campus training institution',
      '培训机构',
      '培训中心',
      '校外机构',
    ),
    code('bus_company', '校车服务公司', 'School-bus company', '校车公司', '校车服务'),
    code('centre', '直属中心', 'Centre', '教师发展中心', '青少年活动中心', '中心'),
    code('service_firm', '服务企业', 'Service firm', '维保单位', '保安培训点', '第三方单位'),
  ],
};

export const ownership: CodeList = {
  label: text('办学性质', 'Ownership'),
  codes: [
    code('public', '公办', 'Public', '公立', '公'),
    code('private', '民办', 'Private', '私立', '民', '民营'),
  ],
};

export const coordinateSystem: CodeList = {
  label: text('坐标系', 'Coordinate system'),
  codes: [
    code('wgs84', 'WGS-84', 'WGS-84', 'CGCS2000', '国家2000', 'WGS84', 'GPS'),
    code('gcj02', 'GCJ-02', 'GCJ-02', 'GCJ02', '高德', '火星坐标'),
    code('bd09', 'BD-09', 'BD-09', 'BD09', '百度'),
  ],
};

export const unitStatus: CodeList = {
  label: text('办学状态', 'State'),
  codes: [
    code('open', '正常', 'Open', '在办', '正常办学', '营业'),
    code('closed', '停办', 'Closed', '关闭', '撤销', '注销', '取缔'),
  ],
};

/** Rule R3: how risky the unit (or a foreign register) holds itself to be. */
export const assessedRisk: CodeList = {
  label: text('固有风险评定', 'Assessed inherent risk'),
  codes: [
    code('high', '高', 'High', '较高', '高风险', 'Ⅰ级'),
    code('medium', '中', 'Medium', '中等', '中风险', 'Ⅱ级'),
    code('low', '低', 'Low', '较低', '低风险', 'Ⅲ级'),
  ],
};

/** What befalls a unit; rule W2 (mergers and groups), I5 (simple kindergartens closed). */
export const unitChangeType: CodeList = {
  label: text('变更类型', 'Kind of change'),
  codes: [
    code('close', '停办', 'Closed', '撤销', '关闭', '注销', '终止办学'),
    code('rename', '更名', 'Renamed', '名称变更', '改名'),
    code('merge', '合并', 'Merged into another', '并入', '撤并', '兼并', '被合并'),
    code('split', '分设', 'Split', '分立', '拆分', '分校独立'),
    code(
      'move',
      '隶属调整',
      'Moved to another parent or area',
      '划转',
      '调整隶属',
      '片区调整',
      '调整片区',
    ),
    code(
      'independent',
      '独立设置',
      'Has no parent any more',
      '脱离上级单位',
      '独立办学',
      '退出集团',
      '脱离集团',
    ),
    code('reopen', '恢复办学', 'Reopened', '复办', '恢复'),
  ],
};
