using System.Text;
using CsCheck;
using Slipway.Kubeadm.GoTemplates;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.GoTemplates;

/// <summary>Our templates beside Go's own, which kubectl runs for <c>-o go-template</c>.</summary>
public sealed class GoTemplateProgramTests
{
    private const string Object = """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"controlPlane":{"version":"v1.35.0"},"empty":{},"text":"a<b>'é\""}
        """;

    private static readonly string[] Values =
    [
        ".controlPlane.version", ".controlPlane", ".missing", ".missing.a", ".empty", ".text", "$", ".", "1", "-7", "0", "3.25", "1e6",
        "0x1F", "017", "'é'", "\"a b\"", "`raw`", "\"\\xff\"", "true", "false", "$x", "$y", "123456789.0", "1e-7", "\"\"",
        "(len .text)", "(index .text 1)", "(slice .text 1 3)",
        "(print 1 2 .text)", "(eq .text .text)", "(not .empty)", "(.controlPlane).version", "(index . \"controlPlane\").version", "nil",
    ];

    private static readonly string[] Functions =
    [
        "print", "println", "html", "js", "urlquery", "len", "not", "and", "or", "eq", "ne", "lt", "le", "gt", "ge", "index", "slice",
        "printf \"%v\"", "printf \"%d|%s\"", "printf \"%q\"", "printf \"%5v|%-5v|%05v\"", "printf \"%x %X\"", "printf \"%+d % d %c %U\"",
        "printf \"%6.2f %e %g\"", "printf \"%T\"", "printf \"%[2]v %[1]v\"", "printf \"%*d\"", "printf \"%t %o %b\"", "printf \"%#v\"",
        "printf \"%.2s|%.3q|%8.3s\"", "printf \"%#x %#o %#q\"",
    ];

    private static readonly Gen<string> Value = Pick(Values);

    private static readonly Gen<string> Expression = Gen
        .Select(Pick(Functions), Value.Array[0, 3], Value, Pick(["", " | print", " | printf \"%v\"", " | len", " | html"]))
        .Select((f, arguments, alone, pipe) => (arguments.Length == 0 ? alone : $"{f} {string.Join(' ', arguments)}") + pipe);

    private static readonly Gen<string> Template = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Expression.Select(e => $"{{{{{e}}}}}")
        : Gen.OneOf(
            Expression.Select(e => $"{{{{{e}}}}}"),
            Pick([" a\n", "x", "  ", "{{- 1 -}}", "{{/* c */}}", "{{- /* c */ -}}", "é"]),
            Gen.Select(Expression, inner, inner, (e, a, b) => $"{{{{if {e}}}}}{a}{{{{else}}}}{b}{{{{end}}}}"),
            Gen.Select(Expression, inner, inner, (e, a, b) => $"{{{{with {e} -}}}} {a}{{{{else with {e}}}}}{b}{{{{end}}}}"),
            Gen.Select(Value, inner, (e, a) => $"{{{{range $k, $v := {e}}}}}{a}{{{{$k}}}}={{{{$v}}}} {{{{- else}}}}none{{{{end}}}}"),
            Gen.Select(Expression, inner, (e, a) => $"{{{{$x = {e}}}}}{a}"),
            Gen.Select(inner, inner, (a, b) => a + b)));

    [Theory]
    [InlineData("{{$x := 1}}{{range $x = .controlPlane}}{{$x}}{{end}}{{$x}}")]
    [InlineData("{{range $k, $v := .}}{{if eq $k \"kind\"}}{{break}}{{end}}{{$k}} {{end}}")]
    [InlineData("{{range $k, $v := .}}{{if eq $k \"kind\"}}{{continue}}{{end}}{{$k}} {{end}}")]
    [InlineData("{{define \"a\"}}{{$}}{{.}}{{end}}{{template \"a\" .text}}{{block \"b\" .empty}}{{.}}{{end}}")]
    [InlineData("{{define \"a\"}} {{end}}{{define \"a\"}}x{{end}}{{template \"a\"}}")]
    [InlineData("{{.x.y | printf \"%v\"}}{{printf \"%v\" .x.y}}{{.x.y | html}}{{js .x}}")]
    [InlineData("{{ 3 -}} }} {{- 4}}")]
    [InlineData("{{printf \"%!\"}}{{printf \"%\"}}{{printf \"%z %d\" 1}}{{printf \"%d\" 1 2 \"x\"}}"
        + "{{printf \"%[3]d\" 1}}{{printf \"%[x]d\" 1}}{{printf \"%.*f\" 2 1.555}}")]
    [InlineData("{{printf \"%08.3f|%+.2e|% d|%x|%X|%-8.1f|\" 3.14159 12345.678 5 \"hi\" \"hi\" 2.25}}"
        + "{{printf \"%06d|%+06d|%x|%.3d|%8.3d\" 42 42 -42 7 7}}")]
    [InlineData("{{printf \"%10q|%-10s|%.2s|%05s|% x|%#q|%+q\" \"a\" \"b\" \"xyz\" \"ab\" \"hi\" \"a`b\" \"é\"}}"
        + "{{printf \"%t %s %q %U %#U %c\" 1 1 65 233 233 233}}")]
    [InlineData("{{printf \"%#q|%#g|%#e|%#f|%#.0f|%#.0e|%#.3g|%#G|%#v|%#08.1g|\" 3.25 3.25 3.25 3.25 3.0 3.0 2.0 1e-7 2.0 5.0}}"
        + "{{printf \"%#g|%#g|%#g|%#g|%#s|%#d|%#.2g|%+#g\" 0.0 0.001 100000.0 12345678.9 -2.5 2.5 0.00012345 1.0}}")]
    [InlineData("{{printf \"%v %v %v %v %v\" 1000000.0 100000.0 0.0001 0.00001 1e21}}{{1.0}} {{100000000.0}} {{12345678.9}}")]
    [InlineData("{{print nil}}{{eq nil nil}}{{eq .x nil}}{{ne .x 1}}{{or nil .x}}")]
    [InlineData("{{lt 1 2}}{{lt 1.5 2.5}}{{lt \"a\" \"b\"}}{{eq 1 2 3 1}}{{eq (index \"a\" 0) 97}}")]
    [InlineData("{{js \"<a>&='\\\"\\\\\\n\\u2028é\"}}{{html \"\\x00<>&'\\\"\"}}{{urlquery \"a b~-_.*/?é\"}}")]
    public async Task Execute_PrintsWhatGoPrints(string template) => await CompareAsync(await KubectlAsync(), template);

    [Theory]
    [InlineData("{{nope}}")]
    [InlineData("{{$a}}")]
    [InlineData("{{.text.x}}")]
    [InlineData("{{lt 1 1.5}}")]
    [InlineData("{{lt .empty 1}}")]
    [InlineData("{{eq 1 \"a\"}}")]
    [InlineData("{{eq 1}}")]
    [InlineData("{{index .text \"a\"}}")]
    [InlineData("{{index .controlPlane 1}}")]
    [InlineData("{{slice .text 3 1}}")]
    [InlineData("{{slice .text 0 1 2}}")]
    [InlineData("{{nil}}")]
    [InlineData("{{.kind 1}}")]
    [InlineData("{{1 2}}")]
    [InlineData("{{range .text}}{{end}}")]
    [InlineData("{{if}}{{end}}")]
    [InlineData("{{if 1}}{{else}}{{else}}{{end}}")]
    [InlineData("{{range 1}}{{end}}{{end}}")]
    [InlineData("{{1_}}")]
    [InlineData("{{09}}")]
    [InlineData("{{'ab'}}")]
    [InlineData("{{\"\\q\"}}")]
    [InlineData("{{len 3}}")]
    [InlineData("{{len nil}}")]
    [InlineData("{{printf}}")]
    [InlineData("{{printf .x}}")]
    [InlineData("{{template \"none\"}}")]
    [InlineData("{{\"a\".b}}")]
    [InlineData("{{.a..b}}")]
    [InlineData("{{$x, $y := 1}}")]
    [InlineData("{{if eq .kind \"a\" | nope}}{{end}}")]
    public async Task Execute_RefusesWhatGoRefuses(string template)
    {
        var kubectl = await KubectlAsync();
        var (status, _) = await RunAsync(kubectl, template);

        Assert.NotEqual(0, status);
        Assert.Throws<GoTemplateException>(() => Ours(template));
    }

    [Fact]
    public async Task Execute_GeneratedTemplates_PrintWhatGoPrints()
    {
        var kubectl = await KubectlAsync();

        await Template.Select(t => "{{$x := 5}}{{$y := .text}}" + t).SampleAsync(t => CompareAsync(kubectl, t), iter: 150, threads: 1);
    }

    private static async Task CompareAsync(string kubectl, string template)
    {
        var (status, theirs) = await RunAsync(kubectl, template);
        string? ours;
        try
        {
            ours = Ours(template);
        }
        catch (GoTemplateException e)
        {
            // The one thing of Go's formats that is left out.
            var isLeftOut = e.Message.Contains("writes fractions with", StringComparison.Ordinal);
            Assert.True(status != 0 || isLeftOut, $"{template}\nrefused ({e.Message}), where Go prints\n{theirs}");
            return;
        }

        Assert.True(status == 0, $"{template}\nis taken, where Go says\n{theirs}");
        Assert.Equal(theirs, ours);
    }

    private static string Ours(string template) =>
        Encoding.UTF8.GetString(GoTemplate.Parse("output", Encoding.UTF8.GetBytes(template)).Execute(Data()));

    // What kubectl gives to the template: the object, and the annotation that it was asked to set.
    private static Dictionary<string, object> Data() => new(StringComparer.Ordinal)
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = Map(("name", "x"), ("annotations", Map(("a", "b")))),
        ["controlPlane"] = Map(("version", "v1.35.0")),
        ["empty"] = Map(),
        ["text"] = GoText.Of("a<b>'é\""),
    };

    private static Dictionary<string, object> Map(params (string Key, object Value)[] entries) =>
        entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    private static Task<(int Status, string Output)> RunAsync(string kubectl, string template) => Programs.WithFileAsync(
        Object,
        file => Programs.RunAsync(kubectl, ["annotate", "--local", "-f", file, "a=b", "-o", "go-template", "--template", template]));

    private static async Task<string> KubectlAsync()
    {
        var kubectl = Programs.Find("kubectl");
        Assert.SkipWhen(kubectl is null, "kubectl, which runs Go's templates, is not on PATH");
        var (status, output) = await RunAsync(kubectl, "{{with .nope}}{{else with .kind}}{{.}}{{end}}");
        Assert.SkipUnless(
            status == 0 && output == "ConfigMap", "this kubectl does not run templates without a server, or is older than 1.32");
        return kubectl;
    }

    private static Gen<string> Pick(string[] any) => Gen.Int[0, any.Length - 1].Select(i => any[i]);
}
