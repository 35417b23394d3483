import type { Contract } from '../contract.ts';
import { text } from '../text.ts';
import { unitCode, unitName } from './common.ts';

/** The successors as a list: written with any of the separators that clerks use. */
const SUCCESSORS = `list_filter(
  string_split_regex(successor_codes, '[\\s,，、;；/]+'),
  lambda item: item <> ''
)`;

/**
 * The register of what befalls units: rules W1 and W2. The register of units says how they are; this
 * one says since when, and what became of those that are no more.
 */
export const unitChange: Contract = {
  dataset: 'unit_change',
  label: text('单位变更登记', 'Register of unit changes'),
  grain: text('每次变更一行', 'One row per change'),
  titles: ['单位变更登记', '单位变更登记表', '学校撤并登记', '学校更名撤并情况表', '单位变更情况'],
  key: ['change_number'],
  period: null,
  supersedes: 'row',
  rules: ['W1', 'W2', 'W3', 'I5'],
  columns: [
    {
      name: 'change_number',
      label: text('变更编号', 'Change number'),
      example: text('BG2026-01', 'BG2026-01'),
      synonyms: ['变更序号', '变更登记号', '登记编号'],
      type: 'text',
      required: true,
    },
    {
      name: 'change_date',
      label: text('变更日期', 'Date of the change'),
      description: text('自哪一天起生效', 'The day from which it holds'),
      synonyms: ['生效日期', '变更时间', '生效时间', '撤并时间', '变动日期'],
      type: 'date',
      required: true,
    },
    {
      name: 'change_type',
      label: text('变更类型', 'Kind of change'),
      synonyms: ['变更事项', '变更种类', '变动类型', '变更类别'],
      type: 'code',
      codes: 'unit_change_type',
      required: true,
    },
    {
      ...unitCode,
      label: text('单位代码', 'Unit code'),
      description: text(
        '发生变更的单位；合并时填被并入的单位',
        'The unit that changes; in a merger the one that goes into another',
      ),
      synonyms: [...(unitCode.synonyms ?? []), '原单位代码', '变更单位代码'],
    },
    {
      ...unitName,
      synonyms: [...(unitName.synonyms ?? []), '原单位名称', '变更前名称', '原校名'],
    },
    {
      name: 'successor_codes',
      label: text('承接单位代码', 'Successor unit codes'),
      example: text('S002', 'S002'),
      description: text(
        '合并后并入哪个单位；分设成哪些单位（用顿号隔开，原单位保留的也要写上）',
        'The unit merged into; or those that a split makes, with commas, itself too where it goes on',
      ),
      synonyms: ['并入单位代码', '合并后单位代码', '分设单位代码', '承接单位', '去向单位代码'],
      type: 'text',
    },
    {
      name: 'new_name',
      label: text('变更后名称', 'New name'),
      example: text('青禾第一实验小学', 'First Qinghe Experimental Primary School'),
      synonyms: ['新名称', '新单位名称', '新校名', '现单位名称', '更名为'],
      type: 'text',
    },
    {
      name: 'new_parent_code',
      label: text('变更后上级单位代码', 'New parent unit code'),
      example: text('G01', 'G01'),
      synonyms: ['新上级单位代码', '新主管单位代码', '划入集团代码'],
      type: 'text',
    },
    {
      name: 'new_area',
      label: text('变更后片区', 'New area'),
      example: text('西湖片区', 'West Lake'),
      synonyms: ['新片区', '划入片区', '变更后所属片区'],
      type: 'text',
    },
    {
      name: 'document_number',
      label: text('批准文号', 'Document number'),
      example: text('教批〔2026〕1号', 'No. 1 of 2026'),
      synonyms: ['文号', '批文号', '批复文号', '依据文件'],
      type: 'text',
    },
    {
      name: 'remark',
      label: text('备注', 'Remark'),
      example: text('校舍一并移交', 'Premises handed over as well'),
      synonyms: ['说明', '变更说明'],
      type: 'text',
      freeText: true,
    },
  ],
  checks: [
    {
      code: 'successor_missing',
      fault: "change_type in ('merge', 'split') and successor_codes is null",
      column: 'successor_codes',
      reason: text(
        '合并或分设须填承接单位代码',
        'A merger or a split needs the code of the unit that takes over',
      ),
    },
    {
      code: 'merges_into_itself',
      fault: `change_type in ('close', 'merge') and list_contains(${SUCCESSORS}, unit_code)`,
      column: 'successor_codes',
      reason: text(
        '“{value}”就是本单位：单位不能并入自己，请填并入的另一个单位',
        '"{value}" is the unit itself: it cannot merge into itself; write the other one',
      ),
    },
    {
      code: 'several_successors',
      fault: `change_type = 'merge' and len(${SUCCESSORS}) > 1`,
      column: 'successor_codes',
      reason: text(
        '“{value}”有几个单位：合并只能填一个承接单位；分成几个单位的请登记为“分设”',
        '"{value}" are several units: a merger has one successor; write a split where there are several',
      ),
    },
    {
      code: 'unit_unknown',
      fault: `change_type in ('merge', 'split')
        and not list_has_all((select list(unit_code) from intake.unit), ${SUCCESSORS})`,
      column: 'successor_codes',
      reason: text(
        '承接单位代码“{value}”不在单位名册中；请核对代码，或先报送单位名册',
        'No unit has the code "{value}" of a successor; check it, or send the register of units first',
      ),
    },
    {
      code: 'new_name_missing',
      fault: "change_type = 'rename' and new_name is null",
      column: 'new_name',
      reason: text('更名须填变更后名称', 'A change of name needs the new name'),
    },
    {
      code: 'destination_missing',
      fault: "change_type = 'move' and new_parent_code is null and new_area is null",
      column: 'new_area',
      reason: text(
        '隶属调整须填变更后上级单位代码或变更后片区',
        'A move needs the new parent unit or the new area',
      ),
    },
    {
      code: 'parent_of_independent',
      fault: "change_type = 'independent' and new_parent_code is not null",
      column: 'new_parent_code',
      reason: text(
        '独立设置后没有上级单位，却填了“{value}”；换了上级单位的，请登记为“隶属调整”',
        'It has no parent any more, yet "{value}" is given; where the parent is another, write a move',
      ),
    },
    {
      code: 'parent_is_itself',
      fault: 'new_parent_code = unit_code',
      column: 'new_parent_code',
      reason: text(
        '“{value}”就是本单位：上级单位不能是自己',
        '"{value}" is the unit itself: a unit cannot be its own parent',
      ),
    },
  ],
};
