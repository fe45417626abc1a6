using System.Text;
using Slipway.Kubeadm.GoTemplates;

namespace Slipway.Kubeadm.Tests.GoTemplates;

public sealed class GoTemplateTests
{
    [Theory]
    [InlineData("v {{ .controlPlane.version }}!", "v v1.35.0!")]
    [InlineData("a  {{- .controlPlane.version -}}  b", "av1.35.0b")]
    [InlineData("{{ .missing }}/{{ .missing.deeper }}", "<no value>/<no value>")]
    [InlineData("{{/* a comment */}}x {{- /* another */ -}} y", "xy")]
    [InlineData("{{if .controlPlane}}yes{{else}}no{{end}}", "yes")]
    [InlineData("{{if .nope}}a{{else if .controlPlane}}b{{else}}c{{end}}", "b")]
    [InlineData("{{with .controlPlane}}{{.version}}{{else}}none{{end}}", "v1.35.0")]
    [InlineData("{{with .nope}}a{{else with .controlPlane}}{{.version}}{{end}}", "v1.35.0")]
    [InlineData("{{range $k, $v := .controlPlane}}{{$k}}={{$v}};{{end}}", "version=v1.35.0;")]
    [InlineData("{{range .nope}}a{{else}}empty{{end}}", "empty")]
    [InlineData("{{range $i := 5}}{{if eq $i 1}}{{continue}}{{end}}{{if eq $i 3}}{{break}}{{end}}{{$i}}{{end}}", "02")]
    [InlineData("{{define \"t\"}}[{{.}}]{{end}}{{template \"t\" .controlPlane.version}}{{template \"t\"}}", "[v1.35.0][<no value>]")]
    [InlineData("{{block \"b\" 3}}<{{.}}>{{end}}", "<3>")]
    [InlineData("{{$x := 1}}{{if true}}{{$x = 2}}{{$x := 3}}{{$x}}{{end}}{{$x}}", "32")]
    [InlineData("{{if and .nope (index \"a\" 9)}}a{{else}}not reached{{end}}", "not reached")]
    [InlineData("{{or .nope \"x\"}} {{and 1 0}} {{not 1}}", "x 0 false")]
    [InlineData("{{if ge .controlPlane.version \"v1.34\"}}new{{end}}", "new")]
    [InlineData("{{if eq (slice .controlPlane.version 0 5) \"v1.34\" \"v1.35\"}}{{len .controlPlane.version}}{{end}}", "7")]
    [InlineData("{{.controlPlane.version | printf \"%s-%q-%5d|%-5t|%s\" \"a\" \"b\" 3 true}}", "a-\"b\"-    3|true |v1.35.0")]
    [InlineData("{{printf \"%d %s %!\" \"x\" 1}}", "%!d(string=x) %!s(int=1) %!!(MISSING)")]
    [InlineData("{{print 1 2 \"a\" 3 nil}} {{println 1 \"a\"}}", "1 2a3 <nil> 1 a\n")]
    [InlineData(
        "{{html \"<a href='x'>&\"}} {{js \"it's\"}} {{urlquery \"a b/é\"}}",
        "&lt;a href=&#39;x&#39;&gt;&amp; it\\'s a+b%2F%C3%A9")]
    [InlineData("{{index .controlPlane \"version\"}} {{(index . \"controlPlane\").version}} {{index \"abc\" 1}}", "v1.35.0 v1.35.0 98")]
    [InlineData(
        "{{len \"é\"}} {{'a'}} {{0x1F}} {{1e3}} {{.5}} {{1_000}} {{`raw\\n`}} {{\"\\u00e9\\t\"}}",
        "2 97 31 1000 0.5 1000 raw\\n é\t")]
    [InlineData("{{.}}", "map[controlPlane:map[version:v1.35.0]]")]
    [InlineData("no action at all }} {", "no action at all }} {")]
    [InlineData("", "")]
    public void Execute_Template_IsFilledIn(string template, string expected) => Assert.Equal(expected, Run(template));

    [Fact]
    public void Execute_BytesThatAreNoText_StayAsTheyAre()
    {
        byte[] template = [0xFF, .. "{{.controlPlane.version}}"u8, 0x00, 0x80];

        Assert.Equal([0xFF, .. "v1.35.0"u8, 0x00, 0x80], GoTemplate.Parse("/f", template).Execute(Data("v1.35.0")));
    }

    [Theory]
    [InlineData("a\nb {{ .x", "line 2, column 3: the action is not closed: }} was expected")]
    [InlineData("{{ secretName 1 }}", "line 1, column 4: a function that is not known; known are and, call, ")]
    [InlineData("é{{ $secret }}", "line 1, column 5: a variable that is not declared")]
    [InlineData("{{if .x}}secret", "line 1, column 3: what begins here is not ended: {{end}} was expected")]
    [InlineData("{{end}}", "line 1, column 1: {{end}} without")]
    [InlineData("{{break}}", "line 1, column 3: {{break}} must stand within a range")]
    [InlineData("{{(1}}", "line 1, column 5: a parenthesis is not closed")]
    [InlineData("{{\"secret}}", "line 1, column 3: a string is not closed")]
    [InlineData("{{1 | 2}}", "line 1, column 7: only a function can follow |")]
    [InlineData("{{1i}}", "line 1, column 3: complex numbers")]
    [InlineData("{{}}", "line 1, column 3: a value was expected for an action")]
    [InlineData("{{/* x", "line 1, column 3: a comment is not closed")]
    [InlineData("{{define \"a\"}}1{{end}}{{define \"a\"}}2{{end}}", "line 1, column 32: a template of this name is there already")]
    [InlineData("{{if 1}}{{define \"a\"}}{{end}}{{end}}", "line 1, column 11: define must not stand within another")]
    public void Parse_NoTemplate_SaysWhereAndWhat(string template, string message) =>
        Assert.StartsWith(message, Assert.Throws<GoTemplateException>(() => Run(template)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{{.controlPlane.version.secret}}", "line 1, column 3: only a map has fields, and this is a string")]
    [InlineData("{{call .controlPlane.version}}", "line 1, column 3: call calls functions out of the data")]
    [InlineData("{{index \"secret\" 6}}", "line 1, column 3: index takes indices within")]
    [InlineData("{{lt 1 \"secret\"}}", "line 1, column 3: lt cannot compare a int with a string")]
    [InlineData("{{.controlPlane 1}}", "line 1, column 3: only a function takes arguments")]
    [InlineData("{{template \"secret\"}}", "line 1, column 3: a template that is not defined")]
    [InlineData("{{range \"secret\"}}{{end}}", "line 1, column 3: range goes over maps")]
    [InlineData("{{not}}", "line 1, column 3: not takes 1 arguments, not 0")]
    [InlineData("{{printf 1}}", "line 1, column 3: printf takes a text as its first argument, not a int")]
    public void Execute_NotPossible_SaysWhereAndWhat(string template, string message)
    {
        var thrown = Assert.Throws<GoTemplateException>(() => Run(template)).Message;

        Assert.StartsWith(message, thrown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", thrown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{range $i := 1000000000}}{{end}}", "steps")]
    [InlineData("{{range 30}}{{range 100000000}}a{{end}}{{end}}", "steps")]
    [InlineData("{{$x := \"aaaaaaaaaaaaaaaa\"}}{{range 30}}{{$x = print $x $x}}{{end}}{{$x}}", "a text is longer than 1048576 bytes")]
    [InlineData("{{$x := printf \"%1000000d\" 1}}{{$x}}{{$x}}", "the output is longer than 1048576 bytes")]
    [InlineData("{{define \"t\"}}{{template \"t\" .}}{{end}}{{template \"t\" .}}", "deep in one another")]
    public void Execute_TooMuch_IsRefused(string template, string what) =>
        Assert.Contains(what, Assert.Throws<GoTemplateException>(() => Run(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_DeepNesting_IsRefused()
    {
        var parentheses = $"{{{{{new string('(', 100_000)}1{new string(')', 100_000)}}}}}";
        var choices = string.Concat(Enumerable.Repeat("{{if 1}}", 100_000));

        Assert.Contains("nested", Assert.Throws<GoTemplateException>(() => Run(parentheses)).Message, StringComparison.Ordinal);
        Assert.Contains("nested", Assert.Throws<GoTemplateException>(() => Run(choices)).Message, StringComparison.Ordinal);
    }

    private static string Run(string template) =>
        Encoding.UTF8.GetString(GoTemplate.Parse("/etc/file", Encoding.UTF8.GetBytes(template)).Execute(Data("v1.35.0")));

    private static Dictionary<string, object> Data(string version) => new(StringComparer.Ordinal)
    {
        ["controlPlane"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["version"] = version },
    };
}
