import { contractOf } from '../../pipeline/contracts/index.ts';

/** One column as a sender heads it: the contract's column, the words above it, and the group above those. */
export interface ColumnWritten {
  readonly column: string;
  readonly header: string;
  readonly group: string | undefined;
}

/** For each dataset the columns that a sender fills in, in its order. */
export type ColumnsWritten = Readonly<Record<string, readonly ColumnWritten[]>>;

/** Reads `column:header` or `column:header@group`, separated by blanks. */
const columns = (written: string): ColumnWritten[] =>
  written
    .trim()
    .split(/\s+/)
    .map((item) => {
      const [column = '', rest = ''] = item.split(':');
      const [header = '', group] = rest.split('@');
      return { column, header, group };
    });

const labels: ColumnsWritten = {
  hazard: columns(`
    report_month:报送月份 unit_code:单位代码 unit_name:单位名称 hazard_number:隐患编号
    found_date:发现日期 source:隐患来源 finder:发现人 place:部位 description:隐患描述
    work_area:领域 severity:隐患等级 measures:整改措施 funds:投入资金 deadline:整改期限
    responsible_party:整改责任单位 responsible_person:整改责任人 interim_controls:临时管控措施
    contingency_plan:应急预案 status:整改情况 closed_date:整改完成日期
    closing_recorded_at:销号登记时间 extensions:延期次数
    supervision_number:督办编号 escalated_to:提级对象`),
  drill: columns(`
    report_month:报送月份 unit_code:单位代码 unit_name:单位名称 drill_date:演练日期
    drill_type:演练类别 drill_form:演练方式 place:演练地点 participants:参演人数 commander:总指挥
    evacuation_seconds:疏散用时 has_plan:有预案 has_record:有记录 has_comment:有现场点评
    has_review:有评估 has_follow_up:有整改`),
  hazard_return: columns(`
    report_month:报送月份 unit_code:单位代码 unit_name:单位名称 self_checks:排查次数
    hazards_found:排查隐患数 major_found:其中重大隐患数 hazards_closed:已整改数
    hazards_open:未整改数 funds:投入资金 filled_by:填报人 filled_date:填报日期`),
};

/** Four ways of heading the monthly returns. */
export const zoneColumns: readonly [
  ColumnsWritten,
  ColumnsWritten,
  ColumnsWritten,
  ColumnsWritten,
  ColumnsWritten,
] = [
  labels,
  {
    hazard: columns(`
      unit_code:学校代码 unit_name:学校名称 hazard_number:编号 found_date:排查时间
      work_area:隐患类别 description:隐患内容 place:隐患部位 severity:隐患级别 source:检查方式
      measures:整改要求 deadline:整改时限 responsible_person:责任人 funds:整改资金 status:整改状态
      closed_date:完成时间 closing_recorded_at:系统销号时间 extensions:延期次数 supervision_number:编号督办 escalated_to:上报对象`),
    drill: columns(`
      unit_code:学校代码 unit_name:学校名称 drill_date:演练时间 drill_type:演练内容
      drill_form:演练形式 place:地点 participants:参加人数 commander:指挥 has_plan:演练方案
      has_record:演练过程 has_comment:点评 has_review:效果评审 has_follow_up:改进措施`),
    hazard_return: columns(`
      unit_code:学校代码 unit_name:学校名称 self_checks:自查次数 hazards_found:发现隐患数
      major_found:重大隐患数 hazards_closed:已整改隐患数 hazards_open:剩余隐患数 filled_by:填表人
      filled_date:填表日期`),
  },
  {
    hazard: columns(`
      report_month:月份 unit_code:单位编码@隐患信息 unit_name:填报单位@隐患信息
      hazard_number:台账编号@隐患信息 found_date:检查时间@隐患信息 source:发现方式@隐患信息
      place:检查工点@隐患信息 description:隐患问题描述@隐患信息 work_area:隐患类型@隐患信息
      severity:风险等级 measures:整改要求（措施）@整改落实 deadline:限期整改日期@整改落实
      extensions:延期次数@整改落实 responsible_party:责任部门@整改落实
      responsible_person:负责人@整改落实 interim_controls:管控措施@整改落实
      contingency_plan:预案@整改落实 funds:资金投入@整改落实 status:销号情况@验收销号
      closed_date:销号日期@验收销号 closing_recorded_at:销号登记时间@验收销号 supervision_number:督办编号 escalated_to:提级对象`),
    drill: columns(`
      report_month:月份 unit_code:单位编码 unit_name:填报单位 drill_date:演练日期 drill_type:演练类型
      drill_form:演练方式 participants:参演人数 commander:总指挥 has_plan:预案@演练留痕
      has_comment:会议@演练留痕 has_record:记录@演练留痕 has_review:反馈@演练留痕
      has_follow_up:整改@演练留痕`),
    hazard_return: columns(`
      report_month:月份 unit_code:单位编码 unit_name:填报单位 self_checks:开展排查（次）
      hazards_found:排查出隐患（条）@本月隐患 major_found:其中重大@本月隐患
      hazards_closed:已销号（条）@本月隐患 hazards_open:未销号（条）@本月隐患 funds:资金（元）
      filled_by:填报人 filled_date:报送日期`),
  },
  {
    hazard: columns(`
      report_month:所属月份 unit_code:机构代码 unit_name:单位 hazard_number:隐患编号
      found_date:登记时间 finder:登记人 source:排查方式 description:存在隐患 place:场所
      work_area:问题分类 severity:等级 measures:治理措施 deadline:治理期限 status:当前状态
      closed_date:完成日期 closing_recorded_at:办结登记时间 extensions:延期次数 responsible_person:整改责任人 funds:资金`),
    drill: columns(`
      report_month:所属月份 unit_code:机构代码 unit_name:单位 drill_date:日期 drill_type:演练项目
      drill_form:演练方式 place:地点 participants:人数 commander:负责人 evacuation_seconds:用时（秒）
      has_plan:预案 has_record:记录 has_comment:点评 has_review:评估 has_follow_up:改进措施`),
    hazard_return: columns(`
      report_month:所属月份 unit_code:机构代码 unit_name:单位 self_checks:检查次数
      hazards_found:隐患总数 major_found:重大隐患 hazards_closed:整改隐患数 hazards_open:未整改隐患数
      funds:投入整改资金 filled_by:填表人 filled_date:填表日期`),
  },
  {
    hazard: columns(`
      unit_name:学校 unit_code:标识码 hazard_number:问题编号 found_date:发现时间@排查情况
      finder:排查人@排查情况 place:隐患具体地点@排查情况 description:存在问题@排查情况
      work_area:所属领域@排查情况 severity:隐患等级@排查情况 source:来源@排查情况
      measures:防范措施@整改情况及责任 deadline:计划完成日期@整改情况及责任
      extensions:延期@整改情况及责任 responsible_person:责任人@整改情况及责任
      status:验收情况@整改情况及责任 closed_date:整改日期@整改情况及责任
      supervision_number:挂牌督办号 escalated_to:上报对象 interim_controls:临时措施`),
    drill: columns(`
      unit_name:学校 unit_code:标识码 drill_date:时间 drill_type:演练主题 drill_form:演练形式
      place:地点 participants:参加部门和人员 commander:负责人 evacuation_seconds:疏散时间
      has_plan:预案 has_record:演练过程 has_comment:会议 has_review:效果评审 has_follow_up:整改`),
    hazard_return: columns(`
      unit_name:学校 unit_code:标识码 self_checks:排查次数 hazards_found:排查隐患数
      major_found:重大隐患数 hazards_closed:已整改数 hazards_open:未整改数 funds:整改资金
      filled_by:报送人 filled_date:报送日期`),
  },
];

const exposures = `
  students:学生数 staff:教职工数 boarders:寄宿生数 school_buses:校车数 lifts:电梯与特种设备数
  canteen:有食堂 chemistry_laboratory:有化学实验室或危化品 high_rise:高层或文保建筑
  simple_premises:简易校舍 migrant_children:招收新市民子女 exam_site:考点 works_in_progress:在建工程
  hazardous_ground:灾害易发地段 gas:使用燃气 ebike_charging:电动自行车充电
  outside_property_company:外聘物业 practical_training:有实训 building_year:建成年份
  fire_acceptance:消防验收或备案 assessed_risk:固有风险评定 unit_status:办学状态`;

/** The returns of campaigns as their blanks head them. */
const campaignColumns: ColumnsWritten = Object.fromEntries(
  [
    'activity',
    'hand_in',
    'office_log',
    'risk_list',
    'platform_upload',
    'education_task',
    'fire_check',
    'hazardous_waste',
    'bus',
    'security_standard',
    'safe_campus',
    'safety_month_return',
  ].map((dataset) => [
    dataset,
    (contractOf(dataset)?.columns ?? []).map(({ name, label }) => ({
      column: name,
      header: label.zh,
      group: undefined,
    })),
  ]),
);

/** How the bureau heads its registers, its inspections and what it collects. */
export const bureauColumns: ColumnsWritten = {
  ...labels,
  ...campaignColumns,
  unit: columns(`
    unit_code:单位代码 unit_name:单位名称 kind:单位类别 ownership:办学性质 area:所属片区
    area_lead:片长单位 parent_code:上级单位代码 linked_office:挂钩科室 contact:联络员
    contact_telephone:联系电话 longitude:经度 latitude:纬度 coordinate_system:坐标系
    ${exposures}`),
  unit_change: columns(`
    change_number:变更编号 change_date:生效日期 change_type:变更事项 unit_code:原单位代码
    unit_name:原单位名称 successor_codes:承接单位代码 new_name:变更后名称
    new_parent_code:变更后上级单位代码 new_area:变更后片区 document_number:批准文号 remark:备注`),
  inspection: columns(`
    inspection_number:检查编号 unit_code:受检单位代码 unit_name:受检单位 inspection_date:检查时间
    inspection_type:检查类型 team:检查组 inspectors:检查人员 result:检查结论 note:备注`),
  finding: columns(`
    inspection_number:检查编号 finding_number:问题序号 unit_code:受检单位代码 unit_name:受检单位
    found_date:检查日期 work_area:问题类别 severity:问题等级 description:问题描述
    deadline:完成时限 status:整改状态 closed_date:整改完成日期 verified_date:复查日期
    false_return:查实虚报瞒报`),
  accident: columns(`
    accident_number:事故编号 unit_code:单位代码 unit_name:单位名称 occurred_at:发生时间
    reported_at:报告时间 accident_type:事故类别 accident_level:事故等级 responsible:责任事故
    deaths:死亡人数 injured:受伤人数 description:简要经过 cause:原因`),
};
