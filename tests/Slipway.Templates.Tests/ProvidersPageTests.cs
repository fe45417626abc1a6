using System.Text.RegularExpressions;

namespace Slipway.Templates.Tests;

/// <summary>The code that docs/providers.md shows is the template's.</summary>
public sealed partial class ProvidersPageTests
{
    [Fact]
    public void Page_ShowsTheTemplatesCode()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "providers.md"));
        var shown = Block().Matches(page);

        Assert.Equal(4, shown.Count);
        Assert.All(shown, block => Assert.Equal(Template(block.Groups["file"].Value), block.Groups["code"].Value.ReplaceLineEndings("\n")));
        Assert.InRange(page.Split('\n').Count(line => line.Trim().Length > 0), 1, 200);
    }

    private static string Template(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "templates", "slipway-provider", "src", "Acme", file)).ReplaceLineEndings("\n").TrimEnd();

    [GeneratedRegex("`(?<file>[A-Za-z]+\\.cs)`:\\n\\n```csharp\\n(?<code>.*?)\\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
