using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Kinds;
using Slipway.Api.Conversion.Merging;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Api.Tests.Conversion;

/// <summary>The objects of upstream's cluster templates, old and new.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void Objects_InEachVersionAndBack_SayAllThatTheySaid()
    {
        Assert.NotEqual(0, UpstreamTemplates.All().Sum(t => ConvertAll(t.Name, t.Content)));
    }

    // How many objects of our kinds were converted.
    private static int ConvertAll(string file, string text)
    {
        var count = 0;
        foreach (var obj in KubeYaml.ParseAll(text).OfType<JsonObject>())
        {
            var kind = GroupVersionKind.Parse((string?)obj["apiVersion"] ?? "", (string?)obj["kind"] ?? "");
            if (AllVersions.Find(kind.GroupKind) is not { } versions)
            {
                continue;
            }

            count++;
            foreach (var version in versions.Steps.Select(s => s.Older).Prepend(versions.Hub))
            {
                var there = Versions.Converter.Convert(obj, version, _ => "v1beta2");
                var back = Versions.Converter.Convert(there, kind.Version, _ => "v1beta2");
                Assert.False(Loss.IsAny(obj, back), $"{file}: {obj}\nbecame {there}\nand then {back}");
            }
        }

        return count;
    }
}
