import { text } from '../contracts/index.ts';
import { DataNode, type DataFileKind } from '../contracts/data-node.ts';

const policyFile: DataFileKind = {
  code: 'policy_invalid',
  fault: text('评分规则有误', 'The policy is wrong'),
  hint: text('请改正该行后重新生成', 'Mend that line and build again'),
};

/** A value of a policy file; its readers throw a Failure `policy_invalid` with file and line. */
export type PolicyNode = DataNode;

export const PolicyNode = {
  /** The whole of a file. Throws a Failure `policy_invalid` where it is no YAML. */
  parse: (file: string, content: string): DataNode => DataNode.parse(file, content, policyFile),
};
