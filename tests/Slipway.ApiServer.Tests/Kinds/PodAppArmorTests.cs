using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Kinds;

/// <summary>AppArmor profiles in annotations of pods, as kube-apiserver 1.36 was seen to take them.</summary>
public sealed class PodAppArmorTests : IAsyncLifetime
{
    private const string Prefix = "container.apparmor.security.beta.kubernetes.io/";
    private const string Profile = "spec.containers[0].securityContext.appArmorProfile";

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("runtime/default", "{}", """{"type":"RuntimeDefault"}""")]
    [InlineData("unconfined", "{}", """{"type":"Unconfined"}""")]
    [InlineData("localhost/x", "{}", """{"type":"Localhost","localhostProfile":"x"}""")]
    [InlineData("localhost/ y", "{}", null)]
    [InlineData("runtime/default", """{"os":{"name":"windows"}}""", null)]
    [InlineData("localhost/x", """{"securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":"x"}}}""", null)]
    public async Task Annotation_OfANewPod_BecomesTheField(string annotation, string spec, string? profile)
    {
        var pod = (await _engine.CreateAsync(Pod(annotation, spec), BuiltInTypes.Pod)).ToJsonObject();

        var container = pod["spec"]!["containers"]![0]!;
        Assert.Equal(profile, container["securityContext"]?["appArmorProfile"]?.ToJsonString());
    }

    [Theory]
    [InlineData("bad", "{}", "metadata.annotations[" + Prefix + "c]: Invalid value: \"bad\": invalid AppArmor profile name: \"bad\"")]
    [InlineData(
        "unconfined",
        """{"securityContext":{"appArmorProfile":{"type":"RuntimeDefault"}},"containers":[{"name":"d","image":"i"}]}""",
        "metadata.annotations[" + Prefix + "c]: Invalid value: \"c\": container not found")]
    [InlineData(
        "unconfined",
        """{"containers":[{"name":"c","image":"i","securityContext":{"appArmorProfile":{"type":"RuntimeDefault"}}}]}""",
        Profile + ".type: Forbidden: apparmor type in annotation and field must match")]
    [InlineData(
        "localhost/a",
        """{"containers":[{"name":"c","image":"i","securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":"b"}}}]}""",
        Profile + ".localhostProfile: Forbidden: apparmor profile in annotation and field must match")]
    public async Task Annotation_ThatIsWrong_IsRefused(string annotation, string spec, string error)
    {
        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => _engine.CreateAsync(Pod(annotation, spec), BuiltInTypes.Pod));

        Assert.Equal($"Pod \"p\" is invalid: {error}", refusal.Status.Message);
    }

    [Theory]
    [InlineData("c", "\"localhost/x\"", "may not remove or update AppArmor annotations")]
    [InlineData("c", "null", "may not remove or update AppArmor annotations")]
    [InlineData("d", "\"unconfined\"", "may not add AppArmor annotations")]
    public async Task Annotation_OfAPodThatIsThere_Stays(string container, string annotation, string error)
    {
        var pod = Pod("unconfined", """{"containers":[{"name":"c","image":"i"},{"name":"d","image":"i"}]}""");
        await _engine.CreateAsync(pod, BuiltInTypes.Pod);

        var patch = $$"""{"metadata": {"annotations": {"{{Prefix}}{{container}}": {{annotation}} } } }""";
        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => _engine.MergeAsync("p", patch, BuiltInTypes.Pod));

        Assert.Equal($"Pod \"p\" is invalid: metadata.annotations[{Prefix}{container}]: Forbidden: {error}", refusal.Status.Message);
    }

    private static JsonObject Pod(string annotation, string spec)
    {
        var pod = (JsonObject)JsonNode.Parse(
            $$"""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default", "annotations": {"{{Prefix}}c": "{{annotation}}"}
             },
             "spec": {"containers": [{"name": "c", "image": "i"}]}
            }
            """)!;
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(spec)!)
        {
            pod["spec"]![field] = value?.DeepClone();
        }

        return pod;
    }
}
