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
            foreach (var version in versions.Steps.Select(s => $"{kind.Group}/{s.Older}").Prepend(versions.HubKind.ApiVersion))
            {
                var there = Versions.Convert(obj, version);
                var back = Versions.Convert(there, kind.ApiVersion);
                Assert.False(Loss.IsAny(obj, back), $"{file}: {obj}\nbecame {there}\nand then {back}");
            }
        }

        return count;
    }
}
