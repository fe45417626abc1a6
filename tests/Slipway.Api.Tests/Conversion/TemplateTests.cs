using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Api.Conversion;
using Slipway.Api.Conversion.Kinds;
using Slipway.Api.Conversion.Merging;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Api.Tests.Conversion;

/// <summary>The objects of upstream's cluster templates, old and new.</summary>
public sealed partial class TemplateTests
{
    [Fact]
    public void Objects_InEachVersionAndBack_SayAllThatTheySaid()
    {
        var files = Directory.EnumerateFiles(Repository.RequireShared("upstream/templates"), "*.yaml", SearchOption.AllDirectories);
        var converted = files.Order(StringComparer.Ordinal).Sum(file => ConvertAll(Path.GetFileName(file), File.ReadAllText(file)));
        Assert.NotEqual(0, converted);
    }

    // How many objects of our kinds were converted.
    private static int ConvertAll(string file, string text)
    {
        var converter = new ObjectConverter();
        var count = 0;
        foreach (var obj in KubeYaml.ParseAll(Variable().Replace(text, "1")).OfType<JsonObject>())
        {
            var kind = GroupVersionKind.Parse((string?)obj["apiVersion"] ?? "", (string?)obj["kind"] ?? "");
            if (AllVersions.Find(kind.GroupKind) is not { } versions)
            {
                continue;
            }

            count++;
            foreach (var version in versions.Steps.Select(s => s.Older).Prepend(versions.Hub))
            {
                var there = converter.Convert(obj, version, _ => "v1beta2");
                var back = converter.Convert(there, kind.Version, _ => "v1beta2");
                Assert.False(Loss.IsAny(obj, back), $"{file}: {obj}\nbecame {there}\nand then {back}");
            }
        }

        return count;
    }

    [GeneratedRegex(@"\$\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
