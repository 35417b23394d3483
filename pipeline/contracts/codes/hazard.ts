import { text } from '../text.ts';
import { code, type CodeList } from './code-list.ts';

/** Rule H5: our twelve, to which the lists of the documents are mapped. */
export const workArea: CodeList = {
  label: text('领域', 'Work area'),
  codes: [
    code('fire', '消防安全', 'Fire', '消防', '火灾', '用电安全', '电气火灾', '消防设施'),
    code(
      'security',
      '安保与周边',
      'Security & surroundings',
      '安全防范',
      '治安',
      '安保',
      '校园周边',
      '门卫',
      '内保',
    ),
    code('food', '食品与饮水', 'Food & water', '食品安全', '食堂', '食品卫生', '饮水安全', '餐饮'),
    code(
      'laboratory',
      '实验室与危化品',
      'Laboratory & chemicals',
      '实验室',
      '危化品',
      '实验室安全',
      '危险化学品',
    ),
    code('bus', '校车与交通', 'Bus & traffic', '校车', '交通安全', '校车安全', '学生用车', '交通'),
    code(
      'building',
      '校舍设施与施工',
      'Buildings, facilities & works',
      '校舍安全',
      '校舍',
      '建筑施工',
      '设施设备',
      '建筑',
      '特种设备',
    ),
    code(
      'health',
      '传染病与卫生',
      'Infectious disease & health',
      '传染病',
      '卫生',
      '卫生防疫',
      '疫情防控',
      '防疫',
    ),
    code(
      'education',
      '教育与演练',
      'Education & drills',
      '安全教育',
      '演练',
      '宣传教育',
      '应急演练',
    ),
    code('emergency', '应急与稳定', 'Emergency & stability', '应急管理', '维稳', '应急', '稳定'),
    code(
      'practical_training',
      '实训实践',
      'Practical training',
      '实训',
      '实训室',
      '社会实践',
      '实习实训',
    ),
    code(
      'responsibility',
      '责任与信息',
      'Responsibility & information',
      '责任落实',
      '制度建设',
      '责任制',
      '台账资料',
      '信息报送',
    ),
    code('study', '学习宣讲', 'Study & lectures', '专题学习', '宣讲', '学习'),
  ],
};

/** Rule H2. */
export const severity: CodeList = {
  label: text('隐患等级', 'Severity'),
  codes: [
    code('general', '一般', 'General', '一般隐患', '一般事故隐患', '普通', '一般问题'),
    code('major', '重大', 'Major', '重大隐患', '重大事故隐患', '重大问题'),
  ],
};

/** Rule H1, the closed loop in order. */
export const hazardStatus: CodeList = {
  label: text('整改状态', 'Status'),
  codes: [
    code('found', '已发现', 'Found', '新发现', '待登记', '未整改', '未完成', '否'),
    code('registered', '已登记', 'Registered', '已上报', '待整改'),
    code('rectifying', '整改中', 'Rectifying', '正在整改', '限期整改', '治理中'),
    code(
      'reported',
      '已整改待验收',
      'Reported as rectified',
      '待验收',
      '待复查',
      '已完成待销号',
      '已整改',
    ),
    code(
      'struck_off',
      '已销号',
      'Struck off',
      '销号',
      '已验收',
      '已闭环',
      '整改完成',
      '已完成',
      '完成',
      '是',
      '即查即改',
    ),
  ],
};

/** Rule H6. */
export const hazardSource: CodeList = {
  label: text('隐患来源', 'Source'),
  codes: [
    code('self_daily', '日常自查', 'Daily self-check', '自查', '学校自查', '单位自查', '日常检查'),
    code('self_monthly', '月度自查', 'Monthly self-check', '月查', '每月排查', '月度排查'),
    code('group_officer', '集团安全员', 'Group officer', '集团检查'),
    code('safety_inspector', '安全督查员', 'Safety inspector', '督查员'),
    code('third_party', '第三方检查', 'Third party', '第三方', '专业机构'),
    code('area_mutual', '片区互查', 'Area mutual check', '互查', '交叉检查'),
    code('covert', '明察暗访', 'Covert check', '暗访'),
    code('member_agency', '成员单位检查', 'Member agency', '部门检查', '联合检查'),
    code('special', '专项检查', 'Special check', '专项'),
    code('leader_led', '领导带队检查', 'Leader-led check', '带队检查', '领导检查'),
    code('recheck', '回头看', 'Re-check', '复查'),
    code('higher_level', '上级检查', 'Higher level', '市级检查', '省级检查'),
    code('hotline', '举报', 'Hotline or paid report', '12350', '有奖举报', '投诉'),
  ],
};

/** Rule H2, last sentence: whom an unclosed hazard has been taken to. */
export const escalation: CodeList = {
  label: text('提级对象', 'Escalated to'),
  codes: [
    code('group', '集团或中心校', 'Group or central school', '集团', '中心校'),
    code('bureau', '教育局', 'Bureau', '上级主管部门'),
    code('government', '属地政府', 'Local government', '街道', '政府'),
  ],
};
