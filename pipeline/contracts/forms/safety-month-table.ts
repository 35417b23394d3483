import { text, type Text } from '../text.ts';

/** A blank of the form: a number, a text, or a pair of boxes of which one is ticked. */
export interface FormField {
  readonly name: string;
  readonly label: Text;
  readonly kind: 'number' | 'text' | 'yes_no';
}

/** One body row of the form; its last cell holds the blanks, in order, between words. */
export interface FormRow {
  /** What stands in the merged first column from this row on; undefined where the one above goes on. */
  readonly block?: Text;
  readonly activity: Text;
  readonly requirement: Text;
  /** Words of the last cell, `{name}` for each blank; undefined where it shares the cell above. */
  readonly progress?: string;
}

const number = (name: string, zh: string, en: string): FormField => ({
  name,
  label: text(zh, en),
  kind: 'number',
});
const words = (name: string, zh: string, en: string): FormField => ({
  name,
  label: text(zh, en),
  kind: 'text',
});
const yesNo = (name: string, zh: string, en: string): FormField => ({
  name,
  label: text(zh, en),
  kind: 'yes_no',
});

/** The 37 fields of the safety month's table: 29 numbers, 2 texts, 6 yes or no (rule C3). */
export const formFields: readonly FormField[] = [
  words('launch_form', '启动形式', 'Form of the launch'),
  number('launch_events', '启动场次', 'Launch events'),
  number('study_times', '专题学习次数', 'Group study sessions'),
  number('study_attendances', '专题学习人次', 'Group study attendances'),
  number('online_classes', '网络课堂场次', 'Online classes'),
  number('online_class_attendances', '网络课堂人次', 'Online class attendances'),
  number('study_columns', '论述专栏个数', 'Columns on the expositions'),
  number('rectification_columns', '排查整治专栏个数', 'Columns on rectification'),
  number('hazards_rectified', '排查整治隐患数', 'Hazards found and rectified'),
  number('look_around_events', '身边隐患活动场次', 'Look-around events'),
  number('violations_found', '查出违法违规数', 'Violations found'),
  number('hazards_tipped', '师生举报隐患数', 'Hazards reported by people'),
  number('open_day_attendances', '开放日参加人次', 'Open-day attendances'),
  number('panorama_views', '全景观看人次', '360° tour views'),
  number('open_day_events', '自办开放日场次', 'Open-day events held'),
  number('open_day_participants', '自办开放日人次', 'Participants of open days held'),
  words('innovative_activity', '创新活动', 'Innovative activity'),
  number('innovative_times', '创新活动场次', 'Innovative events'),
  number('innovative_attendances', '创新活动人次', 'Innovative event attendances'),
  number('school_events', '进学校活动场次', 'Events in schools'),
  number('school_people', '进学校活动人数', 'People at events in schools'),
  number('tour_reports', '宣传报道次数', 'Reports published'),
  number('tour_experiences', '宣传经验条数', 'Good practices published'),
  number('tour_exposures', '曝光问题条数', 'Problems exposed'),
  number('tours', '专题行次数', 'Special tours'),
  number('online_tours', '网上行次数', 'Online tours'),
  number('tip_offs', '接收举报条次', 'Tip-offs received'),
  number('rewarded_people', '奖励举报人数', 'People rewarded'),
  number('tip_off_reports', '据举报报道次数', 'Reports on tip-offs'),
  yesNo('in_yearly_plan', '已纳入全年重点', "In the year's priorities"),
  yesNo('joint_mechanism', '已建协同机制', 'Joint mechanism set up'),
  yesNo('resources_secured', '已做好保障', 'People and funds secured'),
  number('slogans', '标语挂图数', 'Slogans and posters'),
  number('films', '公益广告部数', 'Films and advertisements'),
  yesNo('tied_to_hot_spots', '结合热点难点', 'Tied to pressing problems'),
  yesNo('tied_to_routine', '结合各项工作', 'Tied to other work'),
  yesNo('tied_to_responsibility', '结合责任落实', 'Tied to responsibility'),
];

/** The form's eleven body rows: ten cells to fill in, the second special tour shares that of the first. */
export const formRows: readonly FormRow[] = [
  {
    block: text('安全生产月活动', 'Safety month'),
    activity: text('启动活动', 'Launch'),
    requirement: text('形式多样，参与面广', 'In several forms, widely attended'),
    progress: '以（{launch_form}）等形式启动活动（{launch_events}）场次。',
  },
  {
    activity: text('学习安全生产论述', 'Study of the expositions'),
    requirement: text('中心组学习、网络课堂、媒体专栏', 'Group study, online classes, columns'),
    progress:
      '专题学习（{study_times}）次，参与（{study_attendances}）人次；\n网络课堂（{online_classes}）场，参与（{online_class_attendances}）人次；\n开设专栏（{study_columns}）个。',
  },
  {
    activity: text('排查整治进行时', 'Rectification under way'),
    requirement: text('专栏示范，隐患排查，身边隐患举报', 'Columns, checks, tip-offs'),
    progress:
      '开设专栏（{rectification_columns}）个；\n排查整治隐患（{hazards_rectified}）个；查找身边隐患（{look_around_events}）场次，查出违法违规（{violations_found}）次，举报隐患（{hazards_tipped}）个。',
  },
  {
    activity: text('网上宣传咨询日', 'Consultation day online'),
    requirement: text('线上开放日、全景展示、直播互动', 'Open day, 360° tours, live events'),
    progress:
      '参与线上开放日（{open_day_attendances}）人次，观看全景展示（{panorama_views}）人次，开展线上开放日（{open_day_events}）场次，参与（{open_day_participants}）人次；\n创新开展（{innovative_activity}）活动（{innovative_times}）场，参与（{innovative_attendances}）人次。',
  },
  {
    activity: text('安全宣传五进', 'Into schools'),
    requirement: text('线上培训、专家指导、安全承诺', 'Training, experts, pledges'),
    progress: '进学校活动（{school_events}）场，参与（{school_people}）人。',
  },
  {
    block: text('安全生产专题行活动', 'Special tours'),
    activity: text('曝光问题与推广经验', 'Problems exposed, practice spread'),
    requirement: text('曝光隐患，推动责任落实', 'Hazards exposed, responsibility'),
    progress:
      '宣传报道（{tour_reports}）次，宣传经验（{tour_experiences}）条，曝光问题（{tour_exposures}）条。\n专题行（{tours}）次、网上行（{online_tours}）次。',
  },
  {
    activity: text('专题行与网上行', 'Tours and online tours'),
    requirement: text('报道排查治理和整改', 'Reports on rectification'),
  },
  {
    activity: text('举报渠道', 'Tip-offs'),
    requirement: text('发动举报，依线索报道', 'Tip-offs encouraged and followed'),
    progress:
      '接收举报（{tip_offs}）条次，奖励（{rewarded_people}）人，据线索报道（{tip_off_reports}）次。',
  },
  {
    block: text('加强组织落实', 'Organisation'),
    activity: text('组织领导', 'Leadership'),
    requirement: text('纳入计划，分工协同', 'Planned and shared out'),
    progress:
      '是否纳入全年重点工作：{in_yearly_plan}\n是否建立协同机制：{joint_mechanism}\n是否做好人力物力经费保障：{resources_secured}',
  },
  {
    activity: text('浓厚氛围', 'Atmosphere'),
    requirement: text('标语挂图，公益广告', 'Slogans, films'),
    progress: '张贴悬挂标语挂图（{slogans}）个；制作播放公益广告等（{films}）部。',
  },
  {
    activity: text('活动实效', 'Effect'),
    requirement: text('与各项工作结合，防走过场', 'Tied to other work, no formality'),
    progress:
      '是否与解决热点难点结合：{tied_to_hot_spots}\n是否与各项工作结合：{tied_to_routine}\n是否与落实责任结合：{tied_to_responsibility}',
  },
];

export const formTitle = text('安全生产月活动进展情况统计表', 'Progress of the safety month');

/** The labels over the form's columns: the first spans two. */
export const formHeader: readonly Text[] = [
  text('活动项目', 'Activity'),
  text('内容要求', 'What is asked'),
  text('进展情况', 'Progress'),
];

const byName = new Map(formFields.map((field) => [field.name, field]));

/** The fields of a row's last cell, in order. */
export const fieldsOf = ({ progress = '' }: FormRow): FormField[] =>
  [...progress.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const field = byName.get(name);
    if (!field) throw new RangeError(`the form has no field ${name}`);
    return field;
  });
