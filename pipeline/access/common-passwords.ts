/**
 * Passwords of ten signs and more that guessing begins with, lower case. Shorter ones are refused anyway;
 * runs, repeats and keyboard rows are found by rule (password-rules.ts).
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6
  qwe123456789 qwer123456 qwert12345 qwerty1234 qwerty12345 qwerty123456 qazwsxedc123 qazwsxedcrfv
  zaq12wsxcde3 zxcvbnm123 asdfghjkl1 asdf123456 asd123456789 a123456789 a1234567890 aa123456789
  aa12345678 aaa123456789 abc123456789 abc1234567 abcd123456 abcd12345678 abcde12345 abcdef123456
  123456789a 1234567890a 123456789abc 123456789q 12345678910 123456abcd 123123123123 123123123a
  1231231234 112233445566 1122334455 11223344556677 147258369a 147258369147 159357258456 9876543210a
  0123456789a 5201314520 52013141314 5201314woaini woaini5201314 woaini1314 woaini1314520 woaini521
  woaini123456 woaini520520 iloveyou123 iloveyou1314 iloveyou520 iloveyou12 iloveyou1234 loveyou1314
  password12 password123 password1234 password12345 password123456 passw0rd123 p@ssw0rd123
  p@ssword123 p@ssw0rd2024 p@ssw0rd2025 password01 password2023 password2024 password2025
  password2026 admin12345 admin123456 admin@1234 admin@12345 admin@123456 administrator
  administrator1 admin888888 admin666666 root123456 root@123456 test123456 test@12345 user123456
  guest12345 welcome123 welcome1234 welcome2024 welcome2025 welcome@123 changeme123 letmein123
  letmein1234 zhang123456 wang123456 wang12345678 li123456789 chen123456 liu1234567 zhao123456
  huang123456 zhou123456 xiaoan1234 xiaoan12345 xiaoan123456 xiaoan@123 xiaoan2024 xiaoan2025
  xiaoan2026 jiaoyuju123 jiaoyuju2025 jiaoyu12345 jiaoyu123456 anquan1234 anquan12345 anquan123456
  xuexiao123 xuexiao123456 school1234 school12345 school123456 safety1234 safety12345 beijing2008
  beijing2022 shanghai123 zhongguo123 zhongguo1949 china123456 football123 baseball123 monkey123456
  dragon123456 superman123 sunshine123 princess123 charlie123 michael123 master123456
  computer123 internet123 windows123 microsoft123 samsung123 google1234 facebook123 wechat1234
  weixin1234 weixin123456 qq123456789 qq12345678 qq1234567890 taobao1234 alibaba123 jd12345678
  woshishui123 woshiniba123 nishishui123 caonima123 caonima123456 wangyut2008 xiaoming123
  xiaohong123 tiantian123 baobei1314 baobei520520 laopo1314 laogong1314 haha123456 hello12345
  hello123456 hello@1234 trustno1trust qwertyuiop qwertyuiop1 qwertyuiop123 asdfghjkl123
  zxcvbnm12345 q123456789 w123456789 z123456789 x123456789 s123456789 d123456789 l123456789
  y123456789 h123456789 j123456789 g123456789 c123456789 t123456789 88888888a8 8888888888a
  66666666aa 6666666666a 1314520520 1314521521 7758258521 77582587758258 1357924680 13579246810
  2468013579 0987654321a 3.1415926535 31415926535 314159265358 whatever123 starwars123 pokemon123
  liverpool123 manchester1 barcelona123 chelsea1234 arsenal12345 juventus123 ronaldo123 correcthorse`
    .split(/\s+/)
    .filter(Boolean),
);
