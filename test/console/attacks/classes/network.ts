import { each, type AttackClass } from '../attack.ts';

export const network: AttackClass = {
  name: 'network functions',
  attacks: [
    ...each('sql_not_allowed', [
      "from read_csv('http://127.0.0.1:1/x.csv')",
      "from read_text('https://example.org/')",
      "from read_parquet('s3://bucket/x.parquet')",
      "from read_parquet('gcs://bucket/x.parquet')",
      "from read_parquet('hf://datasets/x/y.parquet')",
      "from read_json('http://169.254.169.254/latest/meta-data/')",
      "from glob('s3://bucket/*')",
      "from read_blob('azure://container/x')",
    ]),
    ...each(
      ['sql_not_allowed', 'sql_error'],
      [
        "from 'http://127.0.0.1:1/x.csv'",
        "from 'https://example.org/x.parquet'",
        "from 's3://bucket/x.parquet'",
        "from 'hf://datasets/x/y.parquet'",
        "from http_get('http://127.0.0.1:1/')",
        "select http_get('http://127.0.0.1:1/')",
      ],
    ),
  ],
};
