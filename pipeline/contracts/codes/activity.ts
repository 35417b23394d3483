import { text } from '../text.ts';
import { code, type CodeList } from './code-list.ts';

export const drillType: CodeList = {
  label: text('演练类别', 'Type of drill'),
  codes: [
    code('fire', '消防疏散', 'Fire evacuation', '消防', '消防演练', '火灾疏散', '消防应急演练'),
    code('earthquake', '地震避险', 'Earthquake', '防震', '地震', '地震演练', '防震减灾'),
    code('stampede', '防踩踏', 'Stampede', '踩踏', '防踩踏演练'),
    code('violence', '防暴反恐', 'Violence', '反恐', '防暴', '反恐防暴', '防暴演练'),
    code('bus', '校车应急', 'School bus', '校车', '校车逃生', '校车演练'),
    code('food', '食品安全应急', 'Food poisoning', '食物中毒', '食品安全'),
    code('health', '疫情防控', 'Infectious disease', '传染病', '防疫', '防疫演练'),
    code('laboratory', '实验室事故', 'Laboratory', '实验室', '危化品'),
    code('weather', '极端天气', 'Severe weather', '防汛', '防台', '防雷', '防溺水'),
    code('night_dormitory', '夜间宿舍疏散', 'Night dormitory evacuation', '夜间疏散', '宿舍疏散'),
    code('other', '其他', 'Other', '综合演练', '其它'),
  ],
};

export const drillForm: CodeList = {
  label: text('演练方式', 'Form of drill'),
  codes: [
    code('practical', '实战', 'Practical', '实战演练', '现场'),
    code('tabletop', '桌面', 'Tabletop', '桌面推演', '桌面演练'),
  ],
};

/** Rule I1. */
export const inspectionType: CodeList = {
  label: text('检查类型', 'Type of inspection'),
  codes: [
    code(
      'full_checkup',
      '全面体检',
      'Comprehensive check-up',
      '全面体检式检查',
      '综合检查',
      '全面检查',
    ),
    code('special', '专项检查', 'Special', '专项', '专项督查'),
    code('covert', '明察暗访', 'Covert', '暗访'),
    code('area_mutual', '片区互查', 'Area mutual', '互查', '交叉检查'),
    code('member_agency', '成员单位检查', 'Member agency', '部门联合检查', '联合检查'),
    code('third_party', '第三方检查', 'Third party', '第三方'),
    code('double_random', '双随机', 'Double-random', '双随机抽查', '双随机检查'),
    code('unannounced', '四不两直', 'Unannounced', '飞行检查', '突击检查'),
    code('pre_holiday', '节前检查', 'Pre-holiday', '假前检查', '节前'),
    code('pre_opening', '开学前检查', 'Pre-opening', '开学前'),
    code('term_opening', '开学视导', 'Term opening', '开学检查'),
    code('end_of_term', '期末巡查', 'End-of-term patrol', '期末检查'),
    code('night_dormitory', '夜间宿舍检查', 'Night dormitory', '夜查'),
    code('private_kindergarten', '民办园联合检查', 'Joint private-kindergarten', '民办幼儿园检查'),
    code('leader_led', '领导带队', 'Leader-led', '领导带队检查', '带队检查'),
    code('system_sweep', '系统大检查', 'System sweep', '大检查', '大排查'),
    code('recheck', '回头看', 'Re-check', '复查', '整改复查'),
    code('daily', '日常检查', 'Daily', '日常巡查', '日常'),
  ],
};

export const inspectionResult: CodeList = {
  label: text('检查结论', 'Result'),
  codes: [
    code('pass', '合格', 'Pass', '通过', '未发现问题', '良好'),
    code('conditional', '基本合格', 'Pass with conditions', '限期整改', '整改后合格'),
    code('fail', '不合格', 'Fail', '不通过', '停业整顿', '责令停用'),
  ],
};

/** Rule A1. */
export const accidentType: CodeList = {
  label: text('事故类别', 'Type of accident'),
  codes: [
    code('food_poisoning', '食物中毒', 'Food poisoning', '食源性疾病'),
    code('epidemic', '疫情', 'Epidemic', '传染病疫情', '聚集性疫情'),
    code('injury', '非正常伤害', 'Abnormal injury', '意外伤害', '学生受伤', '人身伤害'),
    code('death', '非正常死亡', 'Abnormal death', '意外死亡'),
    code('public_order', '治安案件', 'Public-order case', '治安', '打架斗殴'),
    code('traffic', '交通事故', 'Traffic', '校车事故'),
    code('fire', '火灾', 'Fire', '火情'),
    code('other', '其他', 'Other', '其它'),
  ],
};

export const accidentLevel: CodeList = {
  label: text('事故等级', 'Level of accident'),
  codes: [
    code('minor', '轻微', 'Minor', '轻微事故', '一般事件'),
    code('general', '一般', 'General', '一般事故'),
    code('major', '重大', 'Major', '重大事故', '较大', '较大事故', '特大'),
  ],
};
