/** Text that a target, a file name or a command may hold, and that must do nothing where it is shown. */
export const NASTY: readonly string[] = [
  '<script>alert(1)</script>',
  '</failure></testcase><testcase name="forged"/>',
  ']]> --> <!-- <![CDATA[ <?xml?>',
  '&amp; &#0; &bogus; " \' `',
  'a\n::error title=forged::b\r\n::add-mask::c',
  'one%0Atwo%25%3A, three: four',
  '# heading\n- list\n[link](javascript:alert(1)) ![img](http://example.invalid/x) | cell |',
  '```\nend of the fence',
  '\u001b[31mred\u001b]0;title\u0007 \u009b2J \u0000 \u0008',
  '\u202egnp.exe \u2066isolate\u2069 \u2028 \u061c',
  '\ud800 lone, \udc00 lone, \ufffe \uffff',
  '=cmd|calc!A1',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what it looks like
  '{{constructor}} ${x} $(rm -rf .) ; rm x',
  'x'.repeat(5000),
  '',
];
