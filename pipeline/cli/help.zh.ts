/** The help in Chinese, by what it is in English: descriptions, defaults in brackets, and lines below the options. */
export const helpInChinese: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
  'Example:': '示例：',
  'Examples:': '示例：',
  'Examples, in turn:': '依次示例：',
  'display help for command': '显示帮助',
  '校安 Xiaoan: decides from evidence which schools to inspect, and how often':
    '校安：依据证据决定检查哪些学校、多久检查一次',

  'folder of the warehouse': '数据仓库所在的文件夹',
  'print machine-readable JSON': '输出供程序读取的 JSON',
  'file to write': '写入的文件',
  'write to a file': '写入文件',
  'folder for the files': '存放文件的文件夹',
  now: '当前时间',
  'the user of this computer': '本机用户',

  'take in files and folders': '接收报表：文件或整个文件夹',
  'files, or folders to be walked': '文件，或要逐个查看的文件夹',
  'when the files had come, such as 2025-06-28T09:00': '文件收到的时间，如 2025-06-28T09:00',
  'mapping to read the files with': '读取所用的映射',
  'chosen by their headers': '按表头自动选用',
  'A file _received.csv (文件名,收到时间,报送单位) in a folder says when its files had come.':
    '文件夹中的 _received.csv（文件名,收到时间,报送单位）写明各文件何时收到。',
  'Exit code: 0 all rows accepted, 1 nothing loaded, 2 some rows in quarantine or some files rejected.':
    '退出码：0 全部入库，1 没有入库，2 有行待更正或有文件退回。',

  'take in whatever comes into a folder, and publish': '看守收件夹：来了文件就接收并公布',
  'the inbox folder, subfolders included': '收件夹，含下级文件夹',
  'how often to look, 1 to 3600': '每隔几秒看一次，1 至 3600',
  'take files in without publishing': '只接收，不公布',
  'A file is taken once its size has stood still between two looks. Files stay where they are: a file taken':
    '两次查看之间大小不变的文件才接收。文件留在原处；已接收的按内容识别，',
  'before is known by its content, so a restart takes nothing twice.': '重新启动也不会重复接收。',

  'write the correction workbooks of files with rows in quarantine': '为有待更正行的文件生成更正表',
  'names or fingerprints of files received': '收到的文件名或其指纹',
  'the folder to write to; a workbook that is there is replaced':
    '存放的文件夹；已有的更正表会被替换',
  'of every file that still has something to correct': '为所有还有待更正内容的文件生成',
  "Each workbook is the clerk's own, its wrong cells coloured and commented. Mended and sent again, it":
    '更正表就是报送人自己的表，有误的单元格已标色并加批注。改好后重新报送，',
  'takes the place of the file that it was made from.': '即取代原来的文件。',

  'say what words, names and headers mean': '对应用词、单位名称与表头',
  'words and units that map to nothing, with what they may be':
    '列出对应不上的用词和单位，及其可能所指',
  'say which column a header means, and load again the files concerned':
    '确定表头对应哪一列，并重新读入有关文件',
  'dataset, such as hazard or drill': '数据集，如 hazard、drill',
  'the header as it stands in the files': '文件中的表头原文',
  'column of the dataset; - for none of ours': '数据集的列；- 表示不是任何一列',
  'A header that was decided otherwise before is refused unless --replace is given.':
    '此前另有决定的表头，须加 --replace 才能改。',
  'Exit code: 0 done, 1 refused and nothing changed, 2 done but files loaded again still have rows in quarantine.':
    '退出码：0 完成，1 未获接受且未作改动，2 完成，但重新读入的文件仍有行待更正。',
  'say which code a word stands for, and load again the files held back for it':
    '确定用词对应哪个代码，并重新读入因此退回的文件',
  'code list, such as severity or hazard_status': '代码表，如 severity、hazard_status',
  'the word as it stands in the files': '文件中的用词原文',
  'code of the list': '代码表中的代码',
  'A word that means another code is refused unless --replace is given.':
    '已对应其他代码的用词，须加 --replace 才能改。',
  'say which unit a name means, and load again the files held back for it':
    '确定名称所指的单位，并重新读入因此退回的文件',
  'other name, former name or former code, as it stands in the files':
    '文件中的别名、曾用名或原代码',
  'code of the unit in the register': '名册中的单位代码',
  'the unit was called so formerly': '这是曾用名',
  "A name that is another unit's is refused.": '已属于其他单位的名称不予接受。',
  'who decided it': '由谁决定',
  'even where the word or name has meant something else so far': '即使此前另有所指也改',
  'take over many decisions from a YAML file, all of them or none':
    '从 YAML 文件一次导入多项决定，要么全部，要么都不',
  'how to write one: docs/code-words.md; ready ones: data/code-words/':
    '写法见 docs/code-words.md，现成的在 data/code-words/',

  'run the models over all that was taken in, test them and publish a snapshot':
    '对已接收的全部数据运行模型、检验，并公布快照',
  'newest month to decide; default the newest month received':
    '判定到哪个月；默认为收到的最近一个月',
  'serve the dashboard and its data': '打开看板',
  'serve the dashboard; where there are no data yet, with a sample district':
    '打开看板；还没有数据时先生成示例区',
  'port; 0 for any free one': '端口；0 为任一空闲端口',
  'address of this machine to listen on': '监听的本机地址',
  'configuration of sign-in; default access/config.yaml in the warehouse':
    '登录配置；默认为数据仓库中的 access/config.yaml',
  'certificate to serve over TLS with, PEM': 'TLS 证书，PEM',
  'its key, PEM': '其私钥，PEM',

  'say why a unit was decided as it was, and what would change it':
    '说明某单位为什么这样判定，怎样可以改变',
  'code or exact name of the unit': '单位代码或全称',
  'month of the decision; default the newest': '判定的月份；默认为最近一个月',
  'also find the least that would bring it back to the annual check-up':
    '并找出恢复全面体检最少要做的事',
  'how well the scores foretold what inspectors found, beside simple methods':
    '回测：得分对检查所见预测得如何，与简单方法相比',
  'first month at whose end is foretold; default after a year of visits':
    '首个预测的月份；默认在有一年检查之后',
  'last such month; default the newest with a whole window after it':
    '最后一个预测的月份；默认为其后窗口完整的最近一个月',
  'months in which the next visit is awaited': '等待下次检查的月数',

  'plan which units are visited when and by whom': '排检查计划：何时、由谁、检查哪些单位',
  'first month; default the one after the newest decided': '首月；默认为最近判定月的下一个月',
  'how many months': '几个月',
  'teams, inspectors and days (YAML); kept for later': '检查组、人员和天数（YAML）；留作后用',
  'certificate of a draw whose units must be seen; may be repeated':
    '抽取证书的哈希，抽中的单位须列入；可多次给出',
  'keep the locked visits of that plan where they are': '保留该计划中锁定的检查',
  'days a month of every team at most': '每组每月最多几天',
  'publish the first month': '公布首月',
  'who publishes and hands the teams in': '由谁公布、报送检查组',
  'folder for the workbook and the calendar of the first month': '存放首月表格和日历的文件夹',
  'Ctrl+C gives the best plan so far.': '按 Ctrl+C 得到目前最好的计划。',
  'the files of teams that were handed in; brings an earlier one back':
    '报送过的检查力量文件；可恢复其中一份',
  'make that file the one in force again; the beginning of its id will do':
    '恢复使用该文件；写出编号开头即可',

  'draw units and inspectors by chance, so that anybody can do it again':
    '随机抽取单位和检查人员，人人可以复核',
  'fix list, weights and rule, and print the hash to publish before the seed is known':
    '先固定名单、权重和规则，给出种子揭晓前要公布的哈希',
  'month that the draw is for': '为哪个月抽取',
  'public source of the seed, in words; may be repeated': '种子的公开来源，用文字写明；可多次给出',
  'when the seed becomes known, with its zone': '种子何时揭晓，须带时区',
  'units to draw; default the random share of the rules': '抽取几个单位；默认按规则的随机比例',
  'draw, with the values that have become known': '用已揭晓的值抽取',
  'the commitment': '承诺文件',
  'value of each source, in order; may be repeated': '各来源的值，按顺序；可多次给出',
  'certificate to write': '写入的证书',
  'draw again from a certificate; one changed byte fails':
    '按证书重新抽取核对；改动一个字节即不通过',
  'the certificate': '证书',
  'the hash that was published before': '事先公布的哈希',
  'the certificate as a page to print, with its QR code': '把证书做成可打印的页面，附二维码',
  'HTML file to write': '写入的 HTML 文件',

  "write the week's digest: what is overdue and what falls due, by area and unit":
    '生成周报：按片区和单位列出逾期与即将到期的事项',
  'as of the end of this day; default the last of the newest month':
    '截至该日结束；默认为最近一个月的最后一天',
  'ask the published snapshot; read-only': '查询已公布的快照；只读',
  'one select; parameters as :name': '一条 select；参数写作 :name',
  'value of :name; may be given several times': ':name 的值；可多次给出',
  'write the blank Excel workbook of a dataset': '生成数据集的空白 Excel 表',
  'the .xlsx file to write': '写入的 .xlsx 文件',
  'overwrite the file where it exists': '文件已存在时覆盖',
  'write the files that the schools of an invented district would send in':
    '生成虚构区县的学校会报送的文件',
  'number of units': '单位数',
  'number of months': '月数',
  'the same seed gives the same files': '种子相同，文件相同',
  'last month, YYYY-MM': '最后一个月，YYYY-MM',
  'handmade: as people send them; csv: one clean file a dataset':
    'handmade：如手工报送；csv：每个数据集一份规整文件',
  'folder to write to; new or empty': '写入的文件夹；新的或空的',
  'What really happened goes to <dir>.truth.json, for tests.':
    '真实情况写入 <dir>.truth.json，供测试用。',

  'accounts: who may sign in': '账号：谁能登录',
  'add an account; asks for its password, or reads it from stdin':
    '添加账号；询问密码，或从标准输入读取',
  'district, area:AREA,AREA, parent:UNIT_CODE or unit:UNIT_CODE':
    '范围：district、area:片区,片区、parent:单位代码 或 unit:单位代码',
  'what people call them': '称呼',
  'without a password: signs in by OIDC or the proxy only': '不设密码：只通过 OIDC 或代理登录',
  'list accounts': '列出账号',
  'change role, scope or label': '改角色、范围或称呼',
  'shut an account, or open it again with --enable': '停用账号；加 --enable 重新启用',
  'open it again': '重新启用',
  'set a password; asks for it, or reads it from stdin': '设密码；询问，或从标准输入读取',
  'let an account try again that was locked out': '解除锁定',
  'the audit log: who did what, when, from where, how many rows':
    '操作记录：谁、何时、从哪里、做了什么、涉及几行',
  'of one account': '某个账号的',
  'from that day on, YYYY-MM-DD': '自该日起，YYYY-MM-DD',
  'lines at most, newest first': '最多几条，新的在前',
  'check that no line of the audit log was changed, taken out or put in':
    '核对操作记录有无改动、删除或插入',
  'a line that there must be, as an earlier check gave it': '必须存在的一条，如此前核对所示',
  'look whether everything that Xiaoan needs is there and well': '检查所需的一切是否齐备、正常',
};
