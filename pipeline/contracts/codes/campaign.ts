import { text } from '../text.ts';
import { code, type CodeList } from './code-list.ts';

/** Rules W4, W6, W7: those who owe something and are no unit. */
export const body: CodeList = {
  label: text('部门', 'Body'),
  codes: [
    code('bureau', '教育局', 'Education bureau', '区教育局', '局'),
    code('bureau_head', '局主要领导', 'Head of the bureau', '局长'),
    code('bureau_deputy', '局分管领导', 'Deputy head of the bureau', '分管局长', '副局长'),
    code('office', '办公室', 'General office', '局办公室'),
    code('education_office', '教育处', 'Education office', '教育科'),
    code('publicity_office', '政宣处', 'Publicity office', '政宣科'),
    code('staff_office', '人事师资处', 'Staff office', '人事科', '人事处'),
    code('committee', '校园和校车安全专业委员会', 'Campus and bus safety committee', '专委会'),
    code('member_agencies', '成员单位', 'Member agencies', '各成员单位'),
    code('police', '公安', 'Police', '公安分局', '公安机关'),
    code('traffic_police', '交警', 'Traffic police', '交警大队'),
    code('law_enforcement', '综合行政执法局', 'Law enforcement', '执法局', '综合执法'),
    code('market_regulator', '市场监管', 'Market regulator', '市场监管局', '市管局'),
    code('streets', '街道和社工委', 'Streets and community committees', '街道', '社工委'),
    code('third_party', '第三方维保单位', 'Third-party firms', '第三方', '维保单位'),
    code('training_points', '保安培训点', 'Guard-training points', '培训点'),
    code('higher_level', '上级部门', 'Superior level', '上级', '市教育局'),
  ],
};

/** What a log of activities says was done; rules T1–T6, D4, E1. */
export const activityType: CodeList = {
  label: text('活动类型', 'Type of activity'),
  codes: [
    code('meeting', '会议', 'Meeting', '工作会议', '例会', '局务会'),
    code('special_meeting', '安全专题会', 'Special safety meeting', '专题会议', '专题会'),
    code('area_meeting', '片区会', 'Area meeting', '片区会议', '片长会'),
    code('study', '专题学习', 'Study', '学习', '中心组学习', '观看专题片'),
    code('lecture', '宣讲', 'Lecture', '安全宣讲', '领导讲安全', '专题宣讲'),
    code('education', '安全教育', 'Safety education', '专题教育', '主题班会', '安全教育课'),
    code('publicity', '宣传', 'Publicity', '宣传活动', '五进', '宣传咨询'),
    code('reminder', '安全提醒', 'Reminder', '警示提醒', '提示函'),
    code('training', '培训', 'Training', '安全培训', '业务培训'),
    code('contest', '比武竞赛', 'Contest', '技能比武', '竞赛'),
    code('observation', '演练观摩', 'Observation of a drill', '观摩'),
    code('guard_exercise', '保安每日一练', 'Daily exercise of guards', '每日一练'),
    code('launch', '启动部署', 'Launch', '启动仪式', '动员部署', '动员会'),
    code('inspection', '检查督导', 'Check', '检查', '督查', '督导'),
    code('survey', '调研', 'Survey', '摸底'),
  ],
};

/** Topics of activities; rules T5, T6. */
export const activityTopic: CodeList = {
  label: text('主题', 'Topic'),
  codes: [
    code('fire', '消防', 'Fire', '消防安全'),
    code('electricity', '用电', 'Electricity', '用电安全'),
    code('security', '安防', 'Security', '治安', '安保', '校园周边'),
    code('guards', '新入职保安', 'New guards', '新保安'),
    code('food', '食品', 'Food', '食品安全'),
    code('water', '饮用水', 'Drinking water', '饮水安全'),
    code('laboratory', '实验室与危化品', 'Laboratory & chemicals', '实验室', '危化品'),
    code('bus', '校车与交通', 'Bus & traffic', '校车', '交通安全'),
    code('building', '校舍设施', 'Buildings & facilities', '校舍'),
    code('health', '卫生防疫', 'Health', '传染病防控', '校园卫生'),
    code('drowning', '防溺水', 'Drowning', '预防溺水'),
    code('bullying', '防欺凌', 'Bullying', '学生欺凌'),
    code('stampede', '防踩踏', 'Stampede', '预防踩踏'),
    code('drugs', '禁毒', 'Drugs', '预防毒品'),
    code('fraud', '防诈骗', 'Fraud', '网络诈骗'),
    code('mental_health', '心理健康', 'Mental health', '生命安全'),
    code('rescue', '应急救援', 'Rescue', '急救'),
    code('emergency', '应急与稳定', 'Emergency & stability', '维稳'),
    code('exam', '考试保障', 'Exams', '中高考'),
    code('responsibility', '责任与岗位', 'Responsibility & posts', '岗位安全', '值班值守'),
    code('education', '师生在校安全', 'Safety of pupils and staff', '学生安全'),
    code('general', '综合', 'General', '其他', '其它'),
  ],
};

/** Papers that are handed in; rules R1, R4, D5, C6, H8. */
export const documentType: CodeList = {
  label: text('材料', 'Paper'),
  codes: [
    code('plan', '方案计划', 'Plan', '方案', '实施方案', '工作计划', '预案'),
    code('summary', '总结', 'Summary', '活动总结', '工作总结'),
    code('annual_report', '年度报告', 'Yearly report', '年度总结'),
    code('final_report', '总结报告', 'Final report', '三年总结'),
    code('report', '专项报告', 'Report', '情况报告', '进展报告'),
    code('weekly_report', '周报', 'Weekly report', '每周进展', '周报表'),
    code('monthly_report', '安全月报', 'Monthly report', '月报'),
    code('bulletin', '工作简报', 'Bulletin', '简报'),
    code('risk_list', '月度风险清单', 'Monthly risk list', '风险清单'),
    code('hazard_numbers', '隐患编号', 'Hazard numbers', '隐患编号督办'),
    code('statistics', '统计表', 'Statistics', '统计'),
    code('notice', '文件通知', 'Notice', '文件', '通知', '发文'),
    code('draft', '征求意见稿', 'Draft', '草案'),
    code('material', '教材资料', 'Material', '课程', '题库'),
    code('feedback', '检查反馈', 'Feedback on checks', '反馈', '整改反馈'),
    code('drill_plan', '演练计划', 'Drill plan', '学期演练计划'),
    code('drill_summary', '演练总结', 'Drill summary', '学期演练总结'),
    code('education_plan', '安全教育计划', 'Education plan', '教育计划'),
    code('duty_table', '值班表', 'Duty table', '节假日值班表'),
    code('responsibility_list', '责任清单', 'Responsibility list', '职责分工'),
    code('system', '安全制度', 'Safety rules', '制度', '制度措施清单'),
    code('archive', '工作档案', 'Archive', '档案'),
    code('photos', '活动照片', 'Photos', '照片'),
    code('exemption', '免报说明', 'Exemption', '免报', '免予报送'),
  ],
};

/** Rule R2: the outside platforms that are reported to. */
export const platform: CodeList = {
  label: text('平台', 'Platform'),
  codes: [
    code('province', '省校园安全风险管控系统', 'Provincial campus-risk system', '省平台'),
    code('city', '市安全问题处置平台', 'City problem platform', '市平台'),
  ],
};

/** Rule F1: why fire safety was checked. */
export const fireCheckOccasion: CodeList = {
  label: text('检查时机', 'Occasion'),
  codes: [
    code('monthly', '每月', 'Monthly', '月度', '例行'),
    code('opening', '开学前', 'Opening', '开学'),
    code('holiday', '放假前', 'Holiday', '放假', '假前'),
    code('festival', '节庆活动前', 'Festival', '节庆', '重要节庆'),
  ],
};

/** Rule L1: what of hazardous waste is reported. */
export const wasteReport: CodeList = {
  label: text('危废报表', 'Waste report'),
  codes: [
    code('plan', '年度管理计划', 'Yearly plan', '年度计划', '计划'),
    code('month', '月度申报', 'Monthly return', '月报', '月申报'),
  ],
};

/** Rule P4. */
export const safeCampusTitle: CodeList = {
  label: text('平安校园称号', 'Safe-campus title'),
  codes: [
    code('district', '区级', 'District', '区级平安校园'),
    code('city', '市级', 'City', '市级平安校园'),
    code('province', '省级', 'Province', '省级平安校园'),
  ],
};

/** Rule P4: what became of a title. */
export const safeCampusState: CodeList = {
  label: text('称号状态', 'State of the title'),
  codes: [
    code('applied', '申报中', 'Applied', '申报', '创建中'),
    code('held', '已获得', 'Held', '已取得', '命名'),
    code('rechecked', '复查合格', 'Re-checked', '复查通过', '复核合格'),
    code('revoked', '已摘牌', 'Revoked', '摘牌', '撤销称号'),
  ],
};

/** The plan's own types of items; S2's plan has them from item 39 on. */
export const itemType: CodeList = {
  label: text('事项类别', 'Type of item'),
  codes: [
    code('routine', '常规', 'Routine', '常规类'),
    code('meeting', '会议', 'Meetings', '会议类'),
    code('publicity', '宣传教育', 'Publicity and education', '宣传教育类'),
    code('training', '培训', 'Training', '培训类'),
    code('drill', '演练', 'Drills', '演练类'),
    code('report', '报表', 'Returns', '报表类'),
    code('rectification', '整治', 'Rectification', '整治类'),
    code('chemicals', '危化品', 'Chemicals', '危化品类'),
    code('document', '文件', 'Papers', '文件类'),
    code('special_work', '专项工作', 'Special work', '专项'),
    code('execution', '任务执行', 'Tasks assigned', '执行'),
  ],
};
